package decisive.tutorials.exercise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A solution while its laws are tried, in the thread that tries them. */
final class Trial {
  private static final ThreadLocal<Trial> CURRENT = new ThreadLocal<>();

  private final String name;
  private final Object solution;
  private volatile String failure;
  private String shortest;
  private final List<LawResult> results = Collections.synchronizedList(new ArrayList<>());

  /**
   * @param name of the student's class
   * @param solution it, as its contract
   */
  Trial(String name, Object solution) {
    this.name = name;
    this.solution = solution;
  }

  static Trial current() {
    Trial trial = CURRENT.get();
    if (trial == null) {
      throw new IllegalStateException(
          "laws: nothing is on trial; run them through ExerciseCheck, not as tests");
    }
    return trial;
  }

  /** Does the work with this as the current one. */
  void during(Runnable work) {
    CURRENT.set(this);
    try {
      work.run();
    } finally {
      CURRENT.remove();
    }
  }

  Object solution() {
    return solution;
  }

  String name() {
    return name;
  }

  /** The solution cannot be asked any more: why. */
  void failed(String why) {
    failure = why;
  }

  /** Why the solution cannot be asked any more, if so. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** A law begins. */
  void begin() {
    shortest = null;
  }

  /** It does not hold for some input, as the words say. */
  void broken(String words) {
    shortest = shortest == null || words.length() < shortest.length() ? words : shortest;
  }

  /**
   * It ends.
   *
   * @param unexpected what went wrong outside the tries
   */
  void end(String law, int tries, Optional<String> unexpected) {
    if (failure != null && shortest == null) {
      return; // not tried to its end
    }
    results.add(new LawResult(law, tries, Optional.ofNullable(shortest).or(() -> unexpected)));
  }

  /** So far. */
  List<LawResult> results() {
    synchronized (results) {
      return List.copyOf(results);
    }
  }
}
