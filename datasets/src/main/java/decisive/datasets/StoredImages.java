package decisive.datasets;

import java.util.Objects;

/** Images in one array of bytes. */
final class StoredImages extends AbstractImageDataset {
  private final ImageFormat format;
  private final byte[] pixels;
  private final int[] labels;

  StoredImages(ImageFormat format, byte[] pixels, int[] labels) {
    if (labels.length == 0) {
      throw new IllegalArgumentException(format.name() + ": no images; a data set has at least 1");
    }
    if (pixels.length != (long) labels.length * format.bytes()) {
      throw new IllegalArgumentException(
          format.name()
              + ": "
              + pixels.length
              + " bytes for "
              + labels.length
              + " labels; an image has "
              + format.bytes()
              + " bytes, so there should be "
              + (long) labels.length * format.bytes());
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= format.classes()) {
        throw new IllegalArgumentException(
            format.name()
                + ": label "
                + labels[i]
                + " of image "
                + i
                + " is outside 0 .. "
                + (format.classes() - 1));
      }
    }
    for (int p = 0; p < pixels.length; p++) {
      if (Byte.toUnsignedInt(pixels[p]) > format.maximum()) {
        throw new IllegalArgumentException(
            format.name()
                + ": byte "
                + Byte.toUnsignedInt(pixels[p])
                + " in image "
                + p / format.bytes()
                + " is above the largest value "
                + format.maximum());
      }
    }
    this.format = format;
    this.pixels = pixels;
    this.labels = labels;
  }

  @Override
  public ImageFormat format() {
    return format;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int label(int i) {
    return labels[Objects.checkIndex(i, labels.length)];
  }

  @Override
  public void copyPixels(int i, byte[] target, int offset) {
    Objects.checkIndex(i, labels.length);
    System.arraycopy(pixels, i * format.bytes(), target, offset, format.bytes());
  }
}
