package decisive.tensor.sparse;

import decisive.tensor.Convolution2d;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.SparseKernels;

/**
 * A convolution's input in bands, each the same line of some images: so a line of the window's taps
 * meets all of a band or none of it. Columns of a band that are equal modulo the stride are a
 * phase: the same taps meet them.
 *
 * <p>The gradients to the line of outputs that a line of taps meets are packed, each image's with
 * columns of zeros before and behind it, so that each tap of a phase meets some column: the first
 * one {@link #place}, each further one the column before.
 */
final class InputBands {
  /** Floats from a packed column to the next: the outputs that are taken at a time. */
  static final int PITCH = SparseKernels.PITCH;

  /** Output locations of a band: their gradients, 32 KiB, stay in a first-level cache. */
  private static final int LOCATIONS = 128;

  private final Convolution2d geometry;
  private final int allImages;
  private final int height;
  private final int stride;

  /** Images that a band has a line of; the last perhaps fewer. */
  private final int images;

  /** Packed columns of an image's line, and how many of zeros there are before it. */
  private final int columns;

  private final int before;

  InputBands(Convolution2d geometry) {
    this.geometry = geometry;
    allImages = geometry.input().extent(0);
    height = geometry.input().extent(1);
    stride = geometry.stride();
    int outputs = geometry.output().extent(2);
    images = Math.max(1, Math.min(allImages, LOCATIONS / outputs));
    before = (geometry.weight().extent(1) - 1) / stride;
    int behind = Math.max(0, outputColumn(geometry.input().extent(2) - 1) - outputs + 1);
    columns = before + outputs + behind;
  }

  /** The output column that the first tap of its phase meets over one, perhaps beyond the last. */
  private int outputColumn(int column) {
    return (column + geometry.padding()) / stride;
  }

  int count() {
    return ((allImages - 1) / images + 1) * height;
  }

  /** Of the input. */
  int line(int band) {
    return band % height;
  }

  int firstImage(int band) {
    return band / height * images;
  }

  int endImage(int band) {
    return Math.min(allImages, firstImage(band) + images);
  }

  /** The output line that a line of taps meets over a band, or -1. */
  int outputLine(int band, int tapLine) {
    int line = line(band) + geometry.padding() - tapLine;
    boolean meets = line >= 0 && line % stride == 0;
    return meets && line / stride < geometry.output().extent(1) ? line / stride : -1;
  }

  /** The first tap of a line that meets a phase; each further one is a stride on. */
  int firstTap(int phase) {
    return (phase + geometry.padding()) % stride;
  }

  /** Taps of a line that meet a phase. */
  int taps(int phase) {
    return (geometry.weight().extent(1) - 1 - firstTap(phase) + stride) / stride;
  }

  /** Packed columns of all images of a band. */
  int packedColumns() {
    return images * columns;
  }

  /** The packed column that the first tap meets over a column of an image of a band. */
  int place(int image, int column) {
    return image * columns + before + outputColumn(column);
  }

  /**
   * Packs the gradients to some outputs of a line.
   *
   * @param dy the gradients to all outputs
   * @param line of the output of the band's images
   * @param from the first output
   * @param outputs their number
   * @param packed zeros; written from {@link Kernels#LINE_START} on, {@link #PITCH} floats a column
   */
  void pack(float[] dy, int band, int line, int from, int outputs, float[] packed) {
    int all = geometry.output().extent(3);
    int width = geometry.output().extent(2);
    int first = firstImage(band);
    for (int i = first; i < endImage(band); i++) {
      int source = (i * geometry.output().extent(1) + line) * width * all + from;
      int target = Kernels.LINE_START + ((i - first) * columns + before) * PITCH;
      if (all == PITCH) {
        System.arraycopy(dy, source, packed, target, width * PITCH);
      } else {
        for (int c = 0; c < width; c++) {
          System.arraycopy(dy, source + c * all, packed, target + c * PITCH, outputs);
        }
      }
    }
  }
}
