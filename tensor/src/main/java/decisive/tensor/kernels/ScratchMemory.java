package decisive.tensor.kernels;

import java.lang.reflect.Array;
import java.util.function.IntFunction;

/** Buffers of each thread, used again by every product it computes; nothing lasts in them. */
public final class ScratchMemory {
  private static final ThreadLocal<float[]> PACKED = ThreadLocal.withInitial(() -> new float[0]);
  private static final ThreadLocal<float[]> IMAGES = ThreadLocal.withInitial(() -> new float[0]);

  private static final ThreadLocal<float[]> TRANSFORMS =
      ThreadLocal.withInitial(() -> new float[0]);
  private static final ThreadLocal<float[]> PRODUCTS = ThreadLocal.withInitial(() -> new float[0]);
  private static final ThreadLocal<float[]> RESULTS = ThreadLocal.withInitial(() -> new float[0]);
  private static final ThreadLocal<float[]> PARTS = ThreadLocal.withInitial(() -> new float[0]);
  private static final ThreadLocal<long[]> MARKS = ThreadLocal.withInitial(() -> new long[0]);
  private static final ThreadLocal<int[]> TABLE = ThreadLocal.withInitial(() -> new int[0]);

  private ScratchMemory() {}

  /** For packed rows. */
  static float[] packed(int length) {
    return atLeast(PACKED, length);
  }

  /**
   * For images with a frame.
   *
   * @return an array of that length or longer, its elements not initialised
   */
  public static float[] images(int length) {
    return atLeast(IMAGES, length);
  }

  /** For transformed images, as {@link #images}. */
  public static float[] transforms(int length) {
    return atLeast(TRANSFORMS, length);
  }

  /** For the products of transformed images. */
  public static float[] products(int length) {
    return atLeast(PRODUCTS, length);
  }

  /** For results that are read again at once. */
  public static float[] results(int length) {
    return atLeast(RESULTS, length);
  }

  /** For partial results. */
  public static float[] parts(int length) {
    return atLeast(PARTS, length);
  }

  /** For marks of activations. */
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
