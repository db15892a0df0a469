package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.BinaryOp;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.PlainKernels;
import decisive.tensor.kernels.UnaryOp;
import decisive.tensor.kernels.Winograd;
import jdk.incubator.vector.FloatVector;

/**
 * The kernels on the incubating Vector API, with the bits of {@link PlainKernels}: every lane does
 * what the plain loop does for its element, in the same order. Elements that fill no vector are
 * left to the plain loops.
 */
public final class SimdKernels extends SimdSparseKernels {
  private static final int LANES = S.length();

  /** AVX2 has sixteen registers of eight lanes, the others thirty-two: so tall tiles are. */
  private static final boolean FEW_REGISTERS = LANES == 8;

  /** Rows of a tile of two vectors. */
  private static final int ROWS = FEW_REGISTERS ? 4 : TILE;

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void apartTile(
      float[] a,
      int at,
      int steps,
      float[] b,
      int line,
      int between,
      int width,
      float[] c,
      int[] out) {
    if (width == LANES) {
      ApartTiles.byOne(a, at, steps, b, line, between, c, out);
      return;
    }
    for (int i = 0; i < Kernels.rows(width); i += ROWS) {
      for (int j = 0; j < width; j += 2 * LANES) {
        int first = at + i * APART;
        if (FEW_REGISTERS) {
          ApartTiles.fourByTwo(a, first, steps, b, line + j, between, c, out, i, j);
        } else {
          ApartTiles.byTwo(a, first, steps, b, line + j, between, c, out, i, j);
        }
      }
    }
  }

  @Override
  public void adjacentTile(
      float[] a,
      int at,
      int[] cols,
      int from,
      int to,
      float[] b,
      int line,
      int between,
      int width,
      float[] c,
      int[] out) {
    if (width == LANES) {
      AdjacentTiles.byOne(a, at, cols, from, to, b, line, between, c, out);
      return;
    }
    for (int i = 0; i < Kernels.rows(width); i += ROWS) {
      for (int j = 0; j < width; j += 2 * LANES) {
        if (FEW_REGISTERS) {
          AdjacentTiles.fourByTwo(a, at + i, cols, from, to, b, line + j, between, c, out, i, j);
        } else {
          AdjacentTiles.byTwo(a, at + i, cols, from, to, b, line + j, between, c, out, i, j);
        }
      }
    }
  }

  @Override
  public void pixelTile(
      float[] a,
      int at,
      int[] cols,
      int from,
      int to,
      float[] b,
      int line,
      int between,
      int width,
      float[] c,
      int[] out) {
    if (width == LANES) {
      PixelTiles.byOne(a, at, cols, from, to, b, line, between, c, out);
    } else if (width == WIDE) {
      for (int i = 0; i < TILE; i += ROWS) {
        for (int j = 0; j < WIDE; j += 2 * LANES) {
          int first = at + i * WIDE;
          if (FEW_REGISTERS) {
            WidePixelTiles.fourByTwo(a, first, cols, from, to, b, line + j, between, c, out, i, j);
          } else {
            WidePixelTiles.byTwo(a, first, cols, from, to, b, line + j, between, c, out, j);
          }
        }
      }
    } else {
      for (int i = 0; i < NARROW_TILE; i += ROWS) {
        for (int j = 0; j < NARROW; j += 2 * LANES) {
          int first = at + i * NARROW;
          if (FEW_REGISTERS) {
            PixelTiles.fourByTwo(a, first, cols, from, to, b, line + j, between, c, out, i, j);
          } else {
            PixelTiles.byTwo(a, first, cols, from, to, b, line + j, between, c, out, i, j);
          }
        }
      }
    }
  }

  @Override
  public void slidingTile(
      float[] a,
      int at,
      int[] cols,
      int from,
      int to,
      float[] b,
      int line,
      int between,
      int width,
      float[] c,
      int[] out) {
    if (width == LANES && width == NARROW) {
      for (int i = 0; i < NARROW_TILE; i += TILE) {
        SlidingTiles.byOne(a, at + i * NARROW, cols, from, to, b, line, between, c, out, i);
      }
    } else {
      pixelTile(a, at, cols, from, to, b, line, between, width, c, out);
    }
  }

  @Override
  public void weightTile(
      float[] dy, int at, int n, float[] x, int offset, int[] windows, float[] c, int to) {
    if (LANES == NARROW) {
      WeightTiles.eight(dy, at, n, x, offset, windows, c, to);
      WeightTiles.eight(dy, at + TILE, n, x, offset, windows, c, to + TILE * 3 * NARROW);
    } else {
      super.weightTile(dy, at, n, x, offset, windows, c, to);
    }
  }

  /** In vectors: the last one overlaps the one before, or reaches beyond a short run. */
  @Override
  public void lineUp(
      float[] a, int source, int[] rows, int from, int to, int n, float[] lines, int at) {
    for (int row = from; row < to; row++) {
      int first = source + rows[row];
      int target = at + (row - from) * APART;
      if (n > LANES) {
        for (int i = 0; i < n - LANES; i += LANES) {
          FloatVector.fromArray(S, a, first + i).intoArray(lines, target + i);
        }
        FloatVector.fromArray(S, a, first + n - LANES).intoArray(lines, target + n - LANES);
      } else if (first + LANES <= a.length) {
        FloatVector.fromArray(S, a, first).intoArray(lines, target);
      } else {
        System.arraycopy(a, first, lines, target, n);
      }
    }
  }

  @Override
  public void add(float[] a, int aOffset, float[] c, int cOffset, int n) {
    int whole = S.loopBound(n);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(S, c, cOffset + i)
          .add(FloatVector.fromArray(S, a, aOffset + i))
          .intoArray(c, cOffset + i);
    }
    super.add(a, aOffset + whole, c, cOffset + whole, n - whole);
  }

  @Override
  public void binary(
      BinaryOp op,
      float[] a,
      int aOffset,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      float[] c,
      int cOffset,
      int n) {
    int done = Elementwise.binary(op, a, aOffset, aStep, b, bOffset, bStep, c, cOffset, n);
    super.binary(
        op,
        a,
        aOffset + done * aStep,
        aStep,
        b,
        bOffset + done * bStep,
        bStep,
        c,
        cOffset + done,
        n - done);
  }

  @Override
  public void unary(UnaryOp op, float[] a, int aOffset, float[] c, int cOffset, int n) {
    int done = Elementwise.unary(op, a, aOffset, c, cOffset, n);
    super.unary(op, a, aOffset + done, c, cOffset + done, n - done);
  }

  @Override
  public float sum(float[] a, int offset, int n) {
    float[] partials = new float[PARTIALS];
    int whole = n - n % PARTIALS;
    for (int first = 0; first < PARTIALS; first += LANES) {
      Reductions.sum(a, offset, whole, partials, first);
    }
    for (int i = whole; i < n; i++) {
      partials[i - whole] += a[offset + i];
    }
    return pairwise(partials);
  }

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int n) {
    float[] partials = new float[PARTIALS];
    int whole = n - n % PARTIALS;
    for (int first = 0; first < PARTIALS; first += LANES) {
      Reductions.dot(a, aOffset, b, bOffset, whole, partials, first);
    }
    for (int i = whole; i < n; i++) {
      partials[i - whole] = Math.fma(a[aOffset + i], b[bOffset + i], partials[i - whole]);
    }
    return pairwise(partials);
  }

  /** Any order gives the same largest, so every lane keeps its own. */
  @Override
  public float max(float[] a, int offset, int n) {
    int whole = S.loopBound(n);
    if (whole == 0) {
      return super.max(a, offset, n);
    }
    float max = super.max(Reductions.max(a, offset, whole), 0, LANES);
    return whole == n ? max : Math.max(max, super.max(a, offset + whole, n - whole));
  }

  @Override
  public void columnSums(float[] a, int offset, int rows, int columns, float[] sums) {
    int j = 0;
    for (; j <= columns - 4 * LANES; j += 4 * LANES) {
      Reductions.fourColumnSums(a, offset, rows, columns, sums, j);
    }
    for (; j <= columns - LANES; j += LANES) {
      Reductions.columnSums(a, offset, rows, columns, sums, j);
    }
    for (int row = 0; row < rows; row++) {
      int line = offset + row * columns;
      for (int rest = j; rest < columns; rest++) {
        sums[rest] += a[line + rest];
      }
    }
  }

  @Override
  public void columnMoments(
      float[] a, int offset, int rows, int columns, float[] centre, float[] sums, float[] squares) {
    int whole = S.loopBound(columns);
    for (int j = 0; j < whole; j += LANES) {
      Normalizations.moments(a, offset, rows, columns, centre, sums, squares, j);
    }
    columnMoments(a, offset, rows, columns, centre, sums, squares, whole);
  }

  @Override
  public void columnDots(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int rows,
      int columns,
      float[] centre,
      float[] sums) {
    int whole = S.loopBound(columns);
    for (int j = 0; j < whole; j += LANES) {
      Normalizations.dots(a, aOffset, b, bOffset, rows, columns, centre, sums, j);
    }
    columnDots(a, aOffset, b, bOffset, rows, columns, centre, sums, whole);
  }

  @Override
  public void affine(
      float[] a,
      int aOffset,
      int rows,
      int columns,
      float[] centre,
      float[] scale,
      float[] shift,
      float[] c,
      int cOffset) {
    int whole = S.loopBound(columns);
    for (int j = 0; j < whole; j += LANES) {
      Normalizations.affine(a, aOffset, rows, columns, centre, scale, shift, c, cOffset, j);
    }
    affine(a, aOffset, rows, columns, centre, scale, shift, c, cOffset, whole);
  }

  @Override
  public void affine(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      int rows,
      int columns,
      float[] aScale,
      float[] centre,
      float[] bScale,
      float[] shift,
      float[] c,
      int cOffset) {
    int whole = S.loopBound(columns);
    for (int j = 0; j < whole; j += LANES) {
      Normalizations.gradient(
          a, aOffset, b, bOffset, rows, columns, aScale, centre, bScale, shift, c, cOffset, j);
    }
    affine(a, aOffset, b, bOffset, rows, columns, aScale, centre, bScale, shift, c, cOffset, whole);
  }

  @Override
  public void compete(
      float[] x,
      int offset,
      int groups,
      int groupSize,
      int step,
      float temperature,
      float[] factors,
      float[] y) {
    int done = 0; // groups
    if (temperature > 0) {
      if (step > 1) {
        done = Competitions.strided(x, offset, groups, groupSize, temperature, factors, y);
      } else if (Integer.bitCount(groupSize) == 1 && groupSize <= LANES) {
        int n = groups * groupSize;
        done = Competitions.narrow(x, offset, n, groupSize, temperature, factors, y) / groupSize;
      } else if (groupSize % LANES == 0) {
        Competitions.wide(x, offset, groups, groupSize, temperature, factors, y);
        done = groups;
      }
    }
    for (int group = done; group < groups; group++) {
      competeInOne(
          x, offset + group * (step > 1 ? 1 : groupSize), groupSize, step, temperature, factors, y);
    }
  }

  @Override
  public void winogradInput(
      float[] x, int at, int line, int pixel, int n, float[] v, int to, int plane) {
    int done = Winograds.input(x, at, line, pixel, n, v, to, plane);
    Winograd.input(x, at, line, pixel, done, n, v, to, plane);
  }

  @Override
  public void winogradWeights(float[] w, int at, int tap, int n, float[] u, int to, int plane) {
    int done = Winograds.weights(w, at, tap, n, u, to, plane);
    Winograd.weights(w, at, tap, done, n, u, to, plane);
  }

  @Override
  public void winogradOutput(
      float[] m, int from, int plane, float[] y, int at, int line, int n, int rows, int columns) {
    int done = Winograds.output(m, from, plane, y, at, line, n, rows, columns);
    Winograd.output(m, from, plane, y, at, line, n, rows, columns, done);
  }

  @Override
  public void winogradGradient(
      float[] dy,
      int at,
      int line,
      int pixel,
      int n,
      int rows,
      int columns,
      float[] w,
      int to,
      int plane) {
    int done = Winograds.gradient(dy, at, line, pixel, n, rows, columns, w, to, plane);
    Winograd.gradient(dy, at, line, pixel, done, n, rows, columns, w, to, plane);
  }

  @Override
  public void winogradWeightGradient(
      float[] du, int from, int plane, int n, float[] dw, int at, int tap) {
    int done = Winograds.weightGradient(du, from, plane, n, dw, at, tap);
    Winograd.weightGradient(du, from, plane, done, n, dw, at, tap);
  }
}
