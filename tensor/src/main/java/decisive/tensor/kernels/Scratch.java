package decisive.tensor.kernels;

/** Memory that each thread keeps for the product it is at; nothing lasts in it. */
public final class Scratch {
  private static final ThreadLocal<float[]> LINES = ThreadLocal.withInitial(() -> new float[0]);
  private static final ThreadLocal<float[]> IMAGES = ThreadLocal.withInitial(() -> new float[0]);

  private static final ThreadLocal<float[]> TRANSFORMS =
      ThreadLocal.withInitial(() -> new float[0]);
  private static final ThreadLocal<float[]> PRODUCTS = ThreadLocal.withInitial(() -> new float[0]);
  private static final ThreadLocal<float[]> RESULTS = ThreadLocal.withInitial(() -> new float[0]);
  private static final ThreadLocal<float[]> PARTS = ThreadLocal.withInitial(() -> new float[0]);
  private static final ThreadLocal<long[]> MARKS = ThreadLocal.withInitial(() -> new long[0]);
  private static final ThreadLocal<int[]> TABLE = ThreadLocal.withInitial(() -> new int[0]);

  private Scratch() {}

  /** For rows that are lined up. */
  static float[] lines(int length) {
    return atLeast(LINES, length);
  }

  /**
   * For images with a frame.
   *
   * @return an array of that length or longer, whatever it holds
   */
  public static float[] images(int length) {
    return atLeast(IMAGES, length);
  }

  /** For images that are transformed, as {@link #images}; and for their products. */
  public static float[] transforms(int length) {
    return atLeast(TRANSFORMS, length);
  }

  public static float[] products(int length) {
    return atLeast(PRODUCTS, length);
  }

  /** For results that go on at once. */
  public static float[] results(int length) {
    return atLeast(RESULTS, length);
  }

  /** For parts of sums. */
  public static float[] parts(int length) {
    return atLeast(PARTS, length);
  }

  /** For marks of winners. */
  public static long[] marks(int length) {
    long[] marks = MARKS.get();
    if (marks.length < length) {
      marks = new long[length];
      MARKS.set(marks);
    }
    return marks;
  }

  /** For a table of offsets. */
  public static int[] table(int length) {
    int[] table = TABLE.get();
    if (table.length < length) {
      table = new int[length];
      TABLE.set(table);
    }
    return table;
  }

  private static float[] atLeast(ThreadLocal<float[]> kept, int length) {
    float[] array = kept.get();
    if (array.length < length) {
      array = new float[length];
      kept.set(array);
    }
    return array;
  }
}
