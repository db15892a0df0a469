package decisive.tensor.kernels.simd;

import decisive.tensor.kernels.PlainKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the incubating Vector API, with the bits of {@link PlainKernels}: every lane does
 * what the plain loop does for its element, in the same order. Methods that are not overridden gain
 * nothing from vectors.
 */
public final class SimdKernels extends PlainKernels {
  /** The machine's preferred vector, at most 16 lanes: a panel's narrow width. */
  static final VectorSpecies<Float> S =
      FloatVector.SPECIES_PREFERRED.length() > PARTIALS
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final int LANES = S.length();

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void panel(
      float[] a,
      int aOffset,
      int[] rows,
      int from,
      int to,
      int[] cols,
      int kFrom,
      int kTo,
      float[] panel,
      int panelOffset,
      int width,
      int columns,
      float[] c,
      int shift,
      int[] out,
      boolean add) {
    int part = Math.min(width, 2 * LANES);
    float[] sums = new float[Tiles.ROWS * part];
    int start = panelOffset + kFrom * width;
    for (int row = from; row < to; row += Tiles.ROWS) {
      for (int j = 0; j < columns; j += part) {
        if (part == LANES) {
          Tiles.eightByOne(
              a, aOffset, rows, row, to - 1, cols, kFrom, kTo, panel, start + j, width, sums);
        } else {
          Tiles.eightByTwo(
              a, aOffset, rows, row, to - 1, cols, kFrom, kTo, panel, start + j, width, sums);
        }
        int filled = Math.min(part, columns - j);
        for (int i = 0; i < Math.min(Tiles.ROWS, to - row); i++) {
          int target = shift + j + out[row + i];
          if (add) {
            for (int x = 0; x < filled; x++) {
              c[target + x] += sums[i * part + x];
            }
          } else {
            System.arraycopy(sums, i * part, c, target, filled);
          }
        }
      }
    }
  }
}
