package decisive.tensor.kernels;

import java.lang.reflect.Array;
import java.util.function.IntFunction;

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
    return atLeast(MARKS, length, long[]::new);
  }

  /** For a table of offsets. */
  public static int[] table(int length) {
    return atLeast(TABLE, length, int[]::new);
  }

  private static float[] atLeast(ThreadLocal<float[]> kept, int length) {
    return atLeast(kept, length, float[]::new);
  }

  private static <T> T atLeast(ThreadLocal<T> kept, int length, IntFunction<T> fresh) {
    T array = kept.get();
    if (Array.getLength(array) < length) {
      array = fresh.apply(length);
      kept.set(array);
    }
    return array;
  }
}
