package decisive.tensor;

/**
 * Prints tensors as NumPy does with {@code precision=4, suppress=True}: nested brackets, aligned
 * columns, lines of at most 75 characters, axes longer than 6 shortened to their ends once there
 * are more than 1000 elements. Unlike NumPy it prints with exponents if every element is below
 * 0.001, rather than as zeros, and it adds the shape, on a line of its own below several lines.
 */
final class TensorPrinter {
  private static final int LINE_WIDTH = 75;
  private static final int THRESHOLD = 1000;
  private static final int EDGE = 3;
  private static final String DOTS = "...";

  private final float[] data;
  private final int[] extents;
  private final boolean shortened;
  private final StringBuilder text = new StringBuilder();
  private NumberFormat format;
  private int lineStart;

  private TensorPrinter(Tensor x) {
    data = x.data();
    extents = x.shape().extents();
    shortened = data.length > THRESHOLD;
  }

  static String print(Tensor x) {
    TensorPrinter printer = new TensorPrinter(x);
    String elements = x.size() == 0 ? "[]" : printer.elements();
    return elements + (elements.contains("\n") ? "\n" : " ") + "shape " + x.shape();
  }

  private String elements() {
    float[] shown = new float[shownCount()];
    collect(shown, 0, 0, 0);
    format = new NumberFormat(shown);
    if (extents.length == 0) {
      return format.text(data[0]).strip();
    }
    print(0, 0);
    return text.toString();
  }

  private int shownCount() {
    int count = 1;
    for (int extent : extents) {
      count *= isShortened(extent) ? 2 * EDGE : extent;
    }
    return count;
  }

  private boolean isShortened(int extent) {
    return shortened && extent > 2 * EDGE;
  }

  /** The position after {@code i}, past the dots where there are any. */
  private int next(int i, int extent) {
    return isShortened(extent) && i == EDGE - 1 ? extent - EDGE : i + 1;
  }

  /** Copies the elements to be shown below {@code block} of an axis; returns how far it got. */
  private int collect(float[] shown, int count, int axis, int block) {
    if (axis == extents.length) {
      shown[count] = data[block];
      return count + 1;
    }
    int filled = count;
    for (int i = 0; i < extents[axis]; i = next(i, extents[axis])) {
      filled = collect(shown, filled, axis + 1, block * extents[axis] + i);
    }
    return filled;
  }

  /** Appends one bracket, indented by its depth. */
  private void print(int axis, int block) {
    int extent = extents[axis];
    boolean innermost = axis == extents.length - 1;
    text.append('[');
    for (int i = 0; i < extent; ) {
      if (innermost) {
        word(format.text(data[block * extent + i]), i == extent - 1, axis);
      } else {
        print(axis + 1, block * extent + i);
      }
      int next = next(i, extent);
      if (next < extent) {
        separate(axis);
        if (next > i + 1) {
          dots(axis);
        }
      }
      i = next;
    }
    text.append(']');
  }

  private void dots(int axis) {
    if (axis == extents.length - 1) {
      word(DOTS, false, axis);
    } else {
      text.append(DOTS);
    }
    separate(axis);
  }

  /** Between elements a space, between rows a line break, between matrices an empty line. */
  private void separate(int axis) {
    int breaks = extents.length - 1 - axis;
    if (breaks == 0) {
      text.append(' ');
      return;
    }
    text.append("\n".repeat(breaks));
    indent(axis);
  }

  private void indent(int axis) {
    lineStart = text.length();
    text.append(" ".repeat(axis + 1));
  }

  /** Appends to the line, or to a new one if it does not fit with the brackets that may follow. */
  private void word(String word, boolean last, int axis) {
    int room = LINE_WIDTH - axis - (last ? 0 : 1);
    int line = text.length() - lineStart;
    if (line > axis + 1 && line + word.length() > room) {
      int end = text.length();
      while (text.charAt(end - 1) == ' ') {
        end--;
      }
      text.setLength(end);
      text.append('\n');
      indent(axis);
    }
    text.append(word);
  }
}
