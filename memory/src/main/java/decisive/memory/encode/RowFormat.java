package decisive.memory.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/** How a row of a table stands in a line of text. Blanks around a value are not part of it. */
public abstract sealed class RowFormat {
  private static final int MAX_WIDTH = 10_000;
  private static final String FIXED = "fixed";

  private RowFormat() {}

  /** Values separated by commas; none has a comma in it, and quotes mean nothing. */
  public static RowFormat csv() {
    return new Separated("csv", ',');
  }

  /** Values separated by tabs. */
  public static RowFormat tsv() {
    return new Separated("tsv", '\t');
  }

  /**
   * Records: value i takes the next {@code widths[i]} characters, with blanks behind it if it is
   * shorter. At the end of a line blanks may be missing.
   *
   * @throws IllegalArgumentException if there are no widths, or one is not 1 to 10000
   */
  public static RowFormat fixed(int... widths) {
    if (widths.length == 0) {
      throw new IllegalArgumentException("fixed: there are no widths; give one for each column");
    }
    for (int width : widths) {
      if (width < 1 || width > MAX_WIDTH) {
        throw new IllegalArgumentException(
            "fixed: a column of width " + width + "; widths are 1 to " + MAX_WIDTH);
      }
    }
    return new Fixed(widths.clone());
  }

  /** The format of a name, or null. */
  static RowFormat named(String name) {
    if (name.startsWith(FIXED)) {
      int[] widths = EncoderName.numbers(name.substring(FIXED.length()));
      return widths == null ? null : fixed(widths);
    }
    return name.equals("csv") ? csv() : name.equals("tsv") ? tsv() : null;
  }

  /** {@code csv}, {@code tsv}, or {@code fixed6-4} with the widths. */
  abstract String name();

  /** The values of a line, blanks stripped; as many as the line has. */
  abstract List<String> split(String line);

  abstract String join(List<String> values);

  /** What keeps a value from standing in a column, or null. */
  abstract String obstacle(int column, String value);

  /** The number of columns it is for, or −1 for any. */
  abstract int columns();

  @Override
  public final String toString() {
    return name();
  }

  private static final class Separated extends RowFormat {
    private final String name;
    private final char separator;

    Separated(String name, char separator) {
      this.name = name;
      this.separator = separator;
    }

    @Override
    String name() {
      return name;
    }

    @Override
    List<String> split(String line) {
      return Arrays.stream(line.split(String.valueOf(separator), -1)).map(String::strip).toList();
    }

    @Override
    String join(List<String> values) {
      return String.join(String.valueOf(separator), values);
    }

    @Override
    String obstacle(int column, String value) {
      return value.indexOf(separator) < 0 ? null : "the separator is in it";
    }

    @Override
    int columns() {
      return -1;
    }
  }

  private static final class Fixed extends RowFormat {
    private final int[] widths;

    Fixed(int[] widths) {
      this.widths = widths;
    }

    @Override
    String name() {
      StringJoiner name = new StringJoiner("-", FIXED, "");
      for (int width : widths) {
        name.add(Integer.toString(width));
      }
      return name.toString();
    }

    @Override
    List<String> split(String line) {
      List<String> values = new ArrayList<>();
      int start = 0;
      for (int width : widths) {
        int end = Math.min(start + width, line.length());
        values.add(start < end ? line.substring(start, end).strip() : "");
        start += width;
      }
      if (start < line.length() && !line.substring(start).isBlank()) {
        values.add(line.substring(start).strip());
      }
      return values;
    }

    @Override
    String join(List<String> values) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < values.size(); i++) {
        String value = values.get(i);
        line.append(value).append(" ".repeat(widths[i] - value.length()));
      }
      return line.toString();
    }

    @Override
    String obstacle(int column, String value) {
      return value.length() <= widths[column]
          ? null
          : "it is longer than " + widths[column] + " characters";
    }

    @Override
    int columns() {
      return widths.length;
    }
  }
}
