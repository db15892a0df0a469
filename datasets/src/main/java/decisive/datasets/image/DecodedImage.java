package decisive.datasets.image;

/**
 * The pixels of an image file. Bytes are unsigned and channels-last: row by row, the channels of a
 * pixel together.
 *
 * @param height pixels, at least 1
 * @param width pixels, at least 1
 * @param channels 1 for grey, 3 for red, green, blue
 * @param pixels height · width · channels bytes; not copied
 */
public record DecodedImage(int height, int width, int channels, byte[] pixels) {
  public boolean isGrey() {
    return channels == 1;
  }

  /** With three channels; a grey has them all alike. */
  public DecodedImage inColour() {
    return isGrey() ? new DecodedImage(height, width, 3, threefold(pixels)) : this;
  }

  /** Each byte three times: greys as colours. */
  public static byte[] threefold(byte[] greys) {
    byte[] colours = new byte[Math.multiplyExact(3, greys.length)];
    for (int p = 0; p < greys.length; p++) {
      colours[3 * p] = greys[p];
      colours[3 * p + 1] = greys[p];
      colours[3 * p + 2] = greys[p];
    }
    return colours;
  }

  /**
   * With one channel: the luma of ITU-R BT.601, as Pillow rounds it,
   *
   * <pre>
   *   L = floor((19595 R + 38470 G + 7471 B + 32768) / 65536) ≈ 0.299 R + 0.587 G + 0.114 B
   * </pre>
   */
  public DecodedImage inGrey() {
    if (isGrey()) {
      return this;
    }
    byte[] greys = new byte[height * width];
    for (int p = 0; p < greys.length; p++) {
      int red = Byte.toUnsignedInt(pixels[3 * p]);
      int green = Byte.toUnsignedInt(pixels[3 * p + 1]);
      int blue = Byte.toUnsignedInt(pixels[3 * p + 2]);
      greys[p] = (byte) ((19595 * red + 38470 * green + 7471 * blue + 32768) >> 16);
    }
    return new DecodedImage(height, width, 1, greys);
  }
}
