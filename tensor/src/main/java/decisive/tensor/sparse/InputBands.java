package decisive.tensor.sparse;

import decisive.tensor.Convolution2d;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.SparseKernels;

/**
 * A convolution's input in bands, each the same line of some images: so a line of the window's taps
 * meets a band whole or not at all. Columns of a band that are equal modulo the stride are a phase:
 * the same taps meet them.
 *
 * <p>The gradients to the line of outputs that a line of taps meets are lined up, each image's with
 * columns of zeros before and behind it, so that each tap of a phase meets some column: the first
 * one {@link #place}, each further one the column before.
 */
final class InputBands {
  /** Floats from a column that is lined up to the next: so many outputs are at a time. */
  static final int PITCH = SparseKernels.PITCH;

  /** Output locations of a band: their gradients, 32 KiB, stay in a first-level cache. */
  private static final int LOCATIONS = 128;

  private final Convolution2d geometry;
  private final int allImages;
  private final int height;
  private final int stride;

  /** Images that a band has a line of; the last perhaps fewer. */
  private final int images;

  /** Columns of an image's line that is lined up, and how many of zeros there are before it. */
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

  /** Columns that are lined up, of all images of a band. */
  int linedUp() {
    return images * columns;
  }

  /** The column, of those lined up, that the first tap meets over a band's image's column. */
  int place(int image, int column) {
    return image * columns + before + outputColumn(column);
  }

  /**
   * Lines up the gradients to some outputs of a line.
   *
   * @param dy all outputs'
   * @param line of the output, the band's images'
   * @param outputs so many, the first of them {@code from}
   * @param lines from {@link Kernels#LINE_START} on: {@link #PITCH} floats a column, zeros
   *     otherwise
   */
  void lineUp(float[] dy, int band, int line, int from, int outputs, float[] lines) {
    int all = geometry.output().extent(3);
    int width = geometry.output().extent(2);
    int first = firstImage(band);
    for (int i = first; i < endImage(band); i++) {
      int at = (i * geometry.output().extent(1) + line) * width * all + from;
      int to = Kernels.LINE_START + ((i - first) * columns + before) * PITCH;
      if (all == PITCH) {
        System.arraycopy(dy, at, lines, to, width * PITCH);
      } else {
        for (int c = 0; c < width; c++) {
          System.arraycopy(dy, at + c * all, lines, to + c * PITCH, outputs);
        }
      }
    }
  }
}
