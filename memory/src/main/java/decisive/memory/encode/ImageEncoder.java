package decisive.memory.encode;

import decisive.memory.Clusters;
import decisive.memory.Message;
import java.util.Arrays;
import java.util.StringJoiner;

/**
 * Small grey images of a fixed size; a cluster a pixel, a symbol a level of grey.
 *
 * <p>A pixel is a whole number from 0 to a maximum; it is rounded to the nearest of L levels that
 * are equally far apart, the first 0 and the last the maximum:
 *
 * <pre>
 *   level = round(grey · (L − 1) / maximum)        grey' = round(level · maximum / (L − 1))
 * </pre>
 *
 * <p>What comes back is therefore the rounded image, at most maximum/(2(L − 1)) + 1/2 off in a
 * pixel, and the image itself if it was rounded before or L is maximum + 1. As text, an image is
 * its pixels row by row, separated by commas; a missing pixel is {@code ?} or empty.
 */
public final class ImageEncoder implements Encoder<int[]> {
  /** The most pixels an image has. */
  public static final int MAX_PIXELS = 1 << 16;

  /** Stands for the grey of a missing pixel while a query is read. */
  private static final int UNKNOWN = -1;

  static final int LEVELS = 16;
  static final int MAXIMUM = 255;

  private final int height;
  private final int width;
  private final int levels;
  private final int maximum;
  private final Clusters clusters;

  /**
   * @param height rows of pixels, at least 1
   * @param width pixels of a row, at least 1; height·width at most {@link #MAX_PIXELS}
   * @param levels L, 2 to {@code maximum + 1}
   * @param maximum greatest grey, 1 to 65535
   */
  public ImageEncoder(int height, int width, int levels, int maximum) {
    if (height < 1 || width < 1 || (long) height * width > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "image: "
              + height
              + " x "
              + width
              + " pixels; there can be 1 to "
              + MAX_PIXELS
              + " in all");
    }
    if (maximum < 1 || maximum > 65535 || levels < 2 || levels > maximum + 1) {
      throw new IllegalArgumentException(
          "image: "
              + levels
              + " levels of greys 0 to "
              + maximum
              + "; there can be 2 levels to maximum + 1, and a maximum of 1 to 65535");
    }
    this.height = height;
    this.width = width;
    this.levels = levels;
    this.maximum = maximum;
    clusters = Clusters.uniform(height * width, levels);
  }

  /** {@code image8x8}, height first; levels unless 16, maximum unless 255. */
  @Override
  public String name() {
    EncoderName.Writer name = new EncoderName.Writer("image" + height + "x" + width);
    name.option("levels", levels, LEVELS);
    name.option("maximum", maximum, MAXIMUM);
    return name.toString();
  }

  @Override
  public Clusters clusters() {
    return clusters;
  }

  /**
   * @param image height·width greys, row by row
   */
  @Override
  public Message encode(int[] image) {
    checkPixels(image.length, "encode");
    int[] symbols = new int[image.length];
    for (int i = 0; i < image.length; i++) {
      symbols[i] = level(image[i], i, "encode");
    }
    return Message.of(symbols);
  }

  /** The rounded image, always: any levels make an image. */
  @Override
  public Decoded<int[]> decode(Message message) {
    int[] symbols = CompleteMessage.symbols(message, clusters, name());
    return new Decoded.Value<>(Arrays.stream(symbols).map(this::grey).toArray());
  }

  /** A part is a pixel. */
  @Override
  public Query query(String partial) {
    int[] greys = greys(partial, "query");
    int[][] candidates = new int[greys.length][];
    for (int i = 0; i < greys.length; i++) {
      candidates[i] = greys[i] < 0 ? Query.all(levels) : new int[] {level(greys[i], i, "query")};
    }
    return new Query(clusters, candidates);
  }

  /** The greys as written, not rounded. */
  @Override
  public int[] parse(String text) {
    int[] greys = greys(text, "parse");
    encode(greys);
    return greys;
  }

  @Override
  public String format(int[] image) {
    encode(image);
    StringJoiner text = new StringJoiner(",");
    for (int grey : image) {
      text.add(Integer.toString(grey));
    }
    return text.toString();
  }

  /** The grey of a level. */
  @Override
  public String meaning(int cluster, int symbol) {
    clusters.fanal(cluster, symbol);
    return Integer.toString(grey(symbol));
  }

  @Override
  public String toString() {
    return name();
  }

  private int level(int grey, int pixel, String operation) {
    if (grey < 0 || grey > maximum) {
      throw new IllegalArgumentException(
          name()
              + ", "
              + operation
              + ": grey "
              + (grey == UNKNOWN ? "?" : grey)
              + " of row "
              + pixel / width
              + ", column "
              + pixel % width
              + " is out of range; greys are 0 to "
              + maximum
              + ", ? only in a query");
    }
    return rounded(grey, levels - 1, maximum);
  }

  private int grey(int level) {
    return rounded(level, maximum, levels - 1);
  }

  /** round(a·b / c), halves up. */
  private static int rounded(int a, int b, int c) {
    return (int) ((2L * a * b + c) / (2L * c));
  }

  /** The greys of a text, {@link #UNKNOWN} where a pixel is missing. */
  private int[] greys(String text, String operation) {
    String[] fields = text.split(",", -1);
    checkPixels(fields.length, operation);
    int[] greys = new int[fields.length];
    for (int i = 0; i < greys.length; i++) {
      String field = fields[i].strip();
      if (field.isEmpty() || field.equals("?")) {
        greys[i] = UNKNOWN;
      } else if (field.matches("\\d{1,9}")) {
        greys[i] = Integer.parseInt(field);
      } else {
        throw new IllegalArgumentException(
            name()
                + ", "
                + operation
                + ": pixel "
                + i
                + " is \""
                + field
                + "\"; write a whole number 0 to "
                + maximum
                + ", or ? in a query");
      }
    }
    return greys;
  }

  private void checkPixels(int pixels, String operation) {
    if (pixels != clusters.count()) {
      throw new IllegalArgumentException(
          name()
              + ", "
              + operation
              + ": "
              + pixels
              + " pixels; the image has "
              + height
              + " x "
              + width
              + " = "
              + clusters.count());
    }
  }
}
