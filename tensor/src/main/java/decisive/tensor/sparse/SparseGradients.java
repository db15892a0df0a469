package decisive.tensor.sparse;

import decisive.tensor.Convolution2d;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.RowSlice;
import decisive.tensor.kernels.ScratchMemory;
import decisive.tensor.kernels.TapRows;
import decisive.tensor.parallel.Workers;
import java.util.Arrays;

/**
 * The gradients of a {@link SparseConvolution}, whose formulas stand there. Both take a band of the
 * input, a line of the window's taps and some outputs at a time: the gradients dy that these meet
 * are packed to stay in a first-level cache, where each entry looks up its own, while what its map
 * has for the taps of the line stays in registers: sums of dw, or weights.
 */
final class SparseGradients {
  /**
   * Floats that the parts of a weight gradient may take together: few weights make few tasks, so
   * the bands are split then. By the shape alone, since that decides the order of the sums.
   */
  private static final int PARTIAL = 1 << 19;

  private final Convolution2d geometry;
  private final InputBands bands;
  private final CscEntries entries;
  private final int maps;
  private final int outputs;
  private final int stride;

  /** Lines of taps, and taps of one. */
  private final int tapLines;

  private final int tapsEach;

  /** Outputs of a block: {@link InputBands#PITCH}, or what divides them. */
  private final int width;

  SparseGradients(Convolution2d geometry, SparseActivations x) {
    this.geometry = geometry;
    stride = geometry.stride();
    bands = new InputBands(geometry);
    entries = new CscEntries(x, bands, stride);
    tapLines = geometry.weight().extent(0);
    tapsEach = geometry.weight().extent(1);
    maps = geometry.weight().extent(2);
    outputs = geometry.weight().extent(3);
    width = Math.min(InputBands.PITCH, SparseWeights.width(outputs));
  }

  /** Zeros, for packed gradients. */
  private float[] packed() {
    int end = Kernels.LINE_START + bands.packedColumns() * InputBands.PITCH;
    float[] packed = ScratchMemory.images(end);
    Arrays.fill(packed, Kernels.LINE_START, end, 0);
    return packed;
  }

  /** dw: the sums of some bands each, added in their order. */
  Tensor toWeight(Tensor dy) {
    int blocks = outputs / width;
    int size = geometry.weight().size();
    int parts = Math.max(1, Math.min(bands.count(), PARTIAL / size));
    Tensor sums = Tensor.empty(Shape.of(parts * size));
    Workers.forEach(
        parts * blocks * tapLines,
        task -> {
          int tapLine = task % tapLines;
          int block = task / tapLines % blocks;
          int part = task / tapLines / blocks;
          int from = (int) ((long) bands.count() * part / parts);
          int to = (int) ((long) bands.count() * (part + 1) / parts);
          toWeight(dy.data(), tapLine, block, from, to, sums.data(), part * size);
        });
    Tensor dw = Tensor.empty(geometry.weight());
    Workers.forEachRange(
        size,
        Workers.CHUNK,
        (from, to) -> {
          System.arraycopy(sums.data(), from, dw.data(), from, to - from);
          for (int part = 1; part < parts; part++) {
            KernelSet.active().add(sums.data(), part * size + from, dw.data(), from, to - from);
          }
        });
    return dw;
  }

  /**
   * What some bands add to the weights of a line of taps and some outputs.
   *
   * @param offset where the gradient to all weights begins
   */
  private void toWeight(
      float[] dy, int tapLine, int block, int from, int to, float[] dw, int offset) {
    int rows = tapsEach * maps;
    float[] packed = packed();
    float[] sums = ScratchMemory.products(Kernels.LINE_START + rows * width);
    Arrays.fill(sums, Kernels.LINE_START, Kernels.LINE_START + rows * width, 0);
    for (int band = from; band < to; band++) {
      int line = bands.outputLine(band, tapLine);
      if (line >= 0) {
        bands.pack(dy, band, line, block * width, width, packed);
        addLines(band, packed, sums);
      }
    }
    int first = offset + tapLine * rows * outputs + block * width;
    for (int row = 0; row < rows; row++) {
      int sum = Kernels.LINE_START + row * width;
      System.arraycopy(sums, sum, dw, first + row * outputs, width);
    }
  }

  private void addLines(int band, float[] packed, float[] sums) {
    for (int phase = 0; phase < stride; phase++) {
      KernelSet.active()
          .addLines(
              maps(band, phase),
              bands.taps(phase),
              packed,
              Kernels.LINE_START,
              new TapRows(
                  sums,
                  Kernels.LINE_START + bands.firstTap(phase) * maps * width,
                  stride * maps * width,
                  width),
              width);
    }
  }

  /** The entries of a band's phase, map by map. */
  private RowSlice maps(int band, int phase) {
    return new RowSlice(entries.entries(), entries.firstRow(band) + phase, stride, maps);
  }

  /** dx. */
  Tensor toInput(Tensor dy, SparseWeights weights) {
    Tensor dx = Tensor.empty(geometry.input());
    Workers.forEach(bands.count(), band -> toInput(dy.data(), weights, band, dx.data()));
    return dx;
  }

  private void toInput(float[] dy, SparseWeights weights, int band, float[] dx) {
    float[] packed = packed();
    int count = entries.count(band);
    int dots = Kernels.LINE_START + Kernels.PARTS * count;
    float[] sums = ScratchMemory.products(dots + count);
    Arrays.fill(sums, Kernels.LINE_START, dots, 0);
    for (int tapLine = 0; tapLine < tapLines; tapLine++) {
      int line = bands.outputLine(band, tapLine);
      for (int from = 0; line >= 0 && from < outputs; from += width) {
        bands.pack(dy, band, line, from, width, packed);
        addDots(band, packed, weights, from, tapLine * tapsEach, sums);
      }
    }
    KernelSet.active().fold(sums, Kernels.LINE_START, count, sums, dots);
    entries.scatter(band, sums, dots, dx);
  }

  /**
   * @param output the first
   * @param tap the first
   */
  private void addDots(
      int band, float[] packed, SparseWeights weights, int output, int tap, float[] sums) {
    for (int phase = 0; phase < stride; phase++) {
      KernelSet.active()
          .addDots(
              maps(band, phase),
              bands.taps(phase),
              packed,
              Kernels.LINE_START,
              new TapRows(
                  weights.array(),
                  weights.offset(output, (tap + bands.firstTap(phase)) * maps),
                  stride * maps * weights.width(),
                  weights.width()),
              width,
              sums,
              Kernels.LINE_START - entries.start(band) * Kernels.PARTS);
    }
  }
}
