package decisive.datasets.image;

import java.io.IOException;

/** Says of an image file, whose name the catcher knows, what is wrong with it and what to do. */
final class UnreadableImageException extends IOException {
  private static final long serialVersionUID = 1;

  UnreadableImageException(String message) {
    super(message);
  }

  /** What is found where a sound file has something else. */
  static UnreadableImageException damaged(String kind, String how) {
    return new UnreadableImageException(
        "is a damaged " + kind + " image (" + how + "); write it anew, or leave it out");
  }

  /** Checks a size that a file declares, before room is made for it. */
  static void checkSize(String kind, long width, long height) throws UnreadableImageException {
    if (width < 1 || height < 1) {
      throw damaged(kind, "it says it has " + width + "×" + height + " pixels");
    }
    if (Math.max(width, height) > ImageFile.LARGEST_SIDE) {
      throw new UnreadableImageException(
          "is " + width + "×" + height + "; images up to 4096×4096 are read; make it smaller");
    }
  }
}
