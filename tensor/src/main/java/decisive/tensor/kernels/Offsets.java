package decisive.tensor.kernels;

/** Tables of array offsets, for {@link GatherProduct}. */
public final class Offsets {
  private Offsets() {}

  /** 0, step, 2·step, … of length n. */
  public static int[] steps(int n, int step) {
    int[] offsets = new int[n];
    for (int i = 0; i < n; i++) {
      offsets[i] = i * step;
    }
    return offsets;
  }

  /** Every offset of {@code outer} plus every offset of {@code inner}, inner fastest. */
  public static int[] sums(int[] outer, int[] inner) {
    int[] offsets = new int[outer.length * inner.length];
    int next = 0;
    for (int o : outer) {
      for (int i : inner) {
        offsets[next++] = o + i;
      }
    }
    return offsets;
  }
}
