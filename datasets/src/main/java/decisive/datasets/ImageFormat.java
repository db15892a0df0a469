package decisive.datasets;

import java.util.List;

/**
 * What the images of a data set have in common. The bytes of an image are unsigned and
 * channels-last: row by row, pixel by pixel, the channels of a pixel together.
 *
 * @param name of the data set, as in {@code digits}
 * @param height pixels, at least 1
 * @param width pixels, at least 1
 * @param channels 1 for grey, 3 for red, green, blue
 * @param maximum the value that means full brightness, and the largest there is: 1 to 255
 * @param classNames the name of each label, at least one
 */
public record ImageFormat(
    String name, int height, int width, int channels, int maximum, List<String> classNames) {
  public ImageFormat {
    classNames = List.copyOf(classNames);
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          name
              + ": images of ["
              + height
              + ","
              + width
              + ","
              + channels
              + "]; height, width and channels must be at least 1");
    }
    if ((double) height * width * channels > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          name
              + ": images of ["
              + height
              + ","
              + width
              + ","
              + channels
              + "] have more bytes than an array holds; make them smaller");
    }
    if (maximum < 1 || maximum > 255) {
      throw new IllegalArgumentException(
          name + ": largest byte value " + maximum + " is outside 1 .. 255");
    }
    if (classNames.isEmpty()) {
      throw new IllegalArgumentException(name + ": no classes; name at least one");
    }
  }

  public int classes() {
    return classNames.size();
  }

  /** Bytes of one image. */
  public int bytes() {
    return height * width * channels;
  }
}
