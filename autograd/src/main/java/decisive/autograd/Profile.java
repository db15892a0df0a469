package decisive.autograd;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A stop-watch for the operations that this thread runs, forward and backward, while it is open.
 *
 * <pre>{@code
 * try (Profile profile = Profile.open()) {
 *   net.apply(images).mean().backward();
 *   profile.timings().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Times of a profile are of the calling thread, and so of all threads that work for it.
 */
public final class Profile implements AutoCloseable {
  private static final ThreadLocal<Profile> CURRENT = new ThreadLocal<>();

  private final List<Timing> timings = new ArrayList<>();
  private final Deque<String> places = new ArrayDeque<>();

  /** Of parts that were timed inside the pass that runs. */
  private long inParts;

  private Profile() {}

  /**
   * One pass of one operation.
   *
   * @param place where in the network it ran, a dotted path; "" outside all
   * @param operation its name
   * @param result shape of its result
   * @param pass {@code forward}, {@code backward}, or the name of a part of these
   * @param nanoseconds without those of its parts, which have timings of their own
   * @param flops floating-point operations of its definition, a multiply-add being two; 0 where not
   *     arithmetic but memory sets the pace
   */
  public record Timing(
      String place, String operation, Shape result, String pass, long nanoseconds, double flops) {}

  /**
   * Times what this thread does from now on.
   *
   * @throws IllegalStateException if a profile is open already
   */
  public static Profile open() {
    if (CURRENT.get() != null) {
      throw new IllegalStateException("profile: one is open in this thread; close it first");
    }
    Profile profile = new Profile();
    CURRENT.set(profile);
    return profile;
  }

  /** All passes so far, in the order in which they ended. */
  public List<Timing> timings() {
    return List.copyOf(timings);
  }

  /** What runs inside belongs to a place of this name, within the place that runs it. */
  public static <T> T within(String name, Supplier<T> body) {
    Profile profile = CURRENT.get();
    if (profile == null || name.isEmpty()) {
      return body.get();
    }
    profile.places.addLast(name);
    try {
      return body.get();
    } finally {
      profile.places.removeLast();
    }
  }

  /** Where this thread is now; "" if nothing is timed. */
  static String place() {
    Profile profile = CURRENT.get();
    return profile == null ? "" : String.join(".", profile.places);
  }

  static <T> T time(
      String place, Operation operation, Shape result, String pass, Supplier<T> body) {
    Profile profile = CURRENT.get();
    if (profile == null) {
      return body.get();
    }
    long outer = profile.inParts;
    profile.inParts = 0;
    long start = System.nanoTime();
    T value = body.get();
    long all = System.nanoTime() - start;
    Shape shape = value instanceof Tensor tensor && result == null ? tensor.shape() : result;
    profile.timings.add(
        new Timing(
            place, operation.name(), shape, pass, all - profile.inParts, operation.flops(pass)));
    profile.inParts = outer + all;
    return value;
  }

  /** As in {@code profile, 12 passes, 3.45 ms}. */
  @Override
  public String toString() {
    double all = timings.stream().mapToLong(Timing::nanoseconds).sum() / 1e6;
    return String.format(Locale.ROOT, "profile, %d passes, %.2f ms", timings.size(), all);
  }

  /** Ends it. */
  @Override
  public void close() {
    CURRENT.remove();
  }
}
