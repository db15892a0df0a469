package decisive.datasets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the fields of the digits' text one by one and knows at which line and column (both from 1,
 * columns counted in fields) it stands.
 */
final class DigitsText {
  static final String FIX = "the resource is damaged, build the project again";

  private final byte[] text;
  private final String source;
  private int offset;
  private int line = 1;
  private int column = 1;

  DigitsText(byte[] text, String source) {
    this.text = text;
    this.offset = text.length > 2 && text[0] == (byte) 0xef && text[1] == (byte) 0xbb ? 3 : 0;
    this.source = source;
  }

  /**
   * A whole number of one or two digits without a leading zero, and the character that must follow
   * it.
   *
   * @param maximum the largest value allowed
   * @param end a comma, or the newline after the last field of a line
   */
  int next(int maximum, char end) throws IOException {
    int start = offset;
    int value = 0;
    while (offset < text.length
        && offset < start + 2
        && text[offset] >= '0'
        && text[offset] <= '9') {
      value = 10 * value + text[offset++] - '0';
    }
    if (offset == start) {
      throw damaged("a number", offset);
    }
    boolean leadingZero = offset - start == 2 && value < 10;
    if (value > maximum || leadingZero) {
      throw damaged("a number in 0 .. " + maximum, start);
    }
    if (offset == text.length || text[offset] != end) {
      throw damaged(end == ',' ? "a comma after the number" : "the end of the line", offset);
    }
    offset++;
    if (end == ',') {
      column++;
    } else {
      line++;
      column = 1;
    }
    return value;
  }

  /** Checks that nothing follows. */
  void end() throws IOException {
    if (offset != text.length) {
      throw damaged("the end of the file", offset);
    }
  }

  private IOException damaged(String expected, int at) {
    return new IOException(
        source
            + " line "
            + line
            + " column "
            + column
            + ": expected "
            + expected
            + ", found "
            + found(at)
            + "; "
            + FIX);
  }

  private String found(int at) {
    if (at >= text.length) {
      return "the end of the file";
    }
    if (text[at] >= '0' && text[at] <= '9') {
      boolean two = at + 1 < text.length && text[at + 1] >= '0' && text[at + 1] <= '9';
      return new String(text, at, two ? 2 : 1, StandardCharsets.US_ASCII);
    }
    return switch (text[at]) {
      case '\n' -> "the end of the line";
      case ',' -> "a comma";
      default -> String.format(Locale.ROOT, "byte 0x%02x", text[at]);
    };
  }
}
