package decisive.tensor.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arrays that one step after the other uses. The steps of a training run make tensors of the same
 * sizes over and over; fresh arrays for all would cost a pass of zeros each, and most of the
 * memory's speed.
 *
 * <pre>{@code
 * try (Workspace workspace = new Workspace()) {
 *   for (Batch batch : batches) {
 *     workspace.takeBack();                             // all that was lent in the last step
 *     try (Workspace.Scope scope = workspace.open()) {  // tensors made in here are lent
 *       ...
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>A tensor that was taken back throws at its next use ({@link Storage}); {@code keep()} saves
 * one that is needed longer. An array that a whole step did not use is dropped, so a workspace
 * never holds more than the last step's. What is lent when it closes stays with its tensors.
 *
 * <p>For one thread at a time; what the worker threads make inside their tasks is not lent.
 */
public final class Workspace implements AutoCloseable {
  private static final ThreadLocal<Workspace> CURRENT = new ThreadLocal<>();

  private final List<Storage> lent = new ArrayList<>();

  /** By length: given back in this step, the last ones the likeliest to be in a cache. */
  private Map<Integer, Deque<float[]>> returned = new HashMap<>();

  /** By length: not yet taken in this step. */
  private Map<Integer, Deque<float[]>> idle = new HashMap<>();

  private Thread owner;
  private long count;
  private boolean open = true;

  /** The thread's: of the innermost scope that is open; null outside. */
  static Workspace current() {
    return CURRENT.get();
  }

  /** The thread's place in the order of lending, for {@link Storage#lentSince}. */
  public static long mark() {
    Workspace workspace = CURRENT.get();
    return workspace == null ? 0 : workspace.count;
  }

  /** Lends what this thread's tensors need, until the scope is closed. Scopes may be nested. */
  public Scope open() {
    Workspace outer = CURRENT.get();
    CURRENT.set(this);
    owner = Thread.currentThread();
    return () -> {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    };
  }

  /** While it is open, tensors are lent. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /** Ends all lent storage that is not kept. */
  public void takeBack() {
    idle = returned;
    returned = new HashMap<>();
    for (Storage storage : lent) {
      if (storage.ends()) {
        add(idle, storage.end());
      }
    }
    lent.clear();
  }

  /** Drops all arrays. */
  @Override
  public void close() {
    open = false;
    lent.clear();
    returned.clear();
    idle.clear();
  }

  boolean takesFromThisThread() {
    return open && owner == Thread.currentThread();
  }

  long next() {
    return count++;
  }

  void lent(Storage storage) {
    lent.add(storage);
  }

  float[] take(int length) {
    float[] array = remove(returned, length);
    if (array == null) {
      array = remove(idle, length);
    }
    return array != null ? array : new float[length];
  }

  void give(float[] array) {
    add(returned, array);
  }

  private static float[] remove(Map<Integer, Deque<float[]>> arrays, int length) {
    Deque<float[]> some = arrays.get(length);
    return some == null ? null : some.pollLast();
  }

  private static void add(Map<Integer, Deque<float[]>> arrays, float[] array) {
    arrays.computeIfAbsent(array.length, length -> new ArrayDeque<>()).addLast(array);
  }
}
