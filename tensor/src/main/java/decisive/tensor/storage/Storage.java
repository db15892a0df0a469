package decisive.tensor.storage;

import java.util.Arrays;
import java.util.function.Function;

/**
 * An array of floats and its owner. Tensors that share their elements share their storage.
 *
 * <p>Storage lent by a {@link Workspace} ends when it is taken back: from then on {@link #array}
 * throws, so an array that has been lent again is never read through its old storage. That guards
 * no reference to the array itself: do not keep one longer than the storage. All other storage
 * lives as long as it is reachable.
 */
public final class Storage {
  /** Fills arrays with NaN when they are lent, and when they are taken back: for tests. */
  public static final String POISON = "decisive.workspace.poison";

  private static final boolean POISONED = Boolean.getBoolean(POISON);

  /** From a tensor to its storage. */
  private static volatile Function<Object, Storage> behind;

  private final Workspace home;
  private final long number;
  private float[] array;
  private boolean kept;
  private int version;

  private Storage(float[] array, Workspace home, long number) {
    this.array = array;
    this.home = home;
    this.number = number;
  }

  /**
   * What a tensor shares with the tensors of the same elements. Asked for here and not there, so
   * that those who use tensors do not meet it.
   */
  public static Storage behind(Object tensor) {
    return behind.apply(tensor);
  }

  /** Called once, by the class of tensors. */
  public static <T> void tellOf(Class<T> tensors, Function<T, Storage> storage) {
    behind = tensor -> storage.apply(tensors.cast(tensor));
  }

  /** Around an array of the caller's, which no workspace takes back. */
  public static Storage of(float[] array) {
    return new Storage(array, null, -1);
  }

  /**
   * Of the thread's current workspace, if it has one; else new.
   *
   * @return elements that are not initialised: write each before it is read
   */
  public static Storage empty(int length) {
    Workspace workspace = Workspace.current();
    if (workspace == null) {
      return of(poisoned(new float[length]));
    }
    Storage lent = new Storage(poisoned(workspace.take(length)), workspace, workspace.next());
    workspace.lent(lent);
    return lent;
  }

  /** As {@link #empty}, all 0. */
  public static Storage zeros(int length) {
    if (Workspace.current() == null) {
      return of(new float[length]);
    }
    Storage zeros = empty(length);
    Arrays.fill(zeros.array, 0);
    return zeros;
  }

  static float[] poisoned(float[] array) {
    if (POISONED) {
      Arrays.fill(array, Float.NaN);
    }
    return array;
  }

  /**
   * The elements.
   *
   * @throws IllegalStateException if a workspace has taken them back
   */
  public float[] array() {
    float[] elements = array;
    if (elements == null) {
      throw new IllegalStateException(
          "tensor: its memory was taken back after the training step (or evaluated batch) that made"
              + " it; call keep() on it before that, or copy its data");
    }
    return elements;
  }

  /** How many changes in place were reported. */
  public int version() {
    return version;
  }

  /** Tells of a change in place. */
  public void markChanged() {
    version++;
  }

  /** From now on {@link Workspace#takeBack} leaves it alone; {@link #release} does not. */
  public void keep() {
    kept = true;
  }

  /**
   * Gives it back early; call it only if nothing reads it any more. Storage that no open workspace
   * of this thread has lent stays as it is.
   */
  public void release() {
    if (array != null && home != null && home.takesFromThisThread()) {
      home.give(end());
    }
  }

  /** Whether the thread's current workspace lent it, at {@link Workspace#mark} or later. */
  public boolean lentSince(long mark) {
    return home != null && home == Workspace.current() && number >= mark;
  }

  /** Whether {@link Workspace#takeBack} ends it. */
  boolean ends() {
    return array != null && !kept;
  }

  float[] end() {
    float[] elements = poisoned(array);
    array = null;
    return elements;
  }
}
