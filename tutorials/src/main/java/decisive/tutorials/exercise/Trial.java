package decisive.tutorials.exercise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A solution while its laws are tried, in the thread that tries them. */
final class Trial {
  private static final ThreadLocal<Trial> CURRENT = new ThreadLocal<>();

  private final Object solution;
  private final List<LawResult> results = Collections.synchronizedList(new ArrayList<>());

  Trial(Object solution) {
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

  void add(LawResult result) {
    results.add(result);
  }

  /** So far. */
  List<LawResult> results() {
    synchronized (results) {
      return List.copyOf(results);
    }
  }
}
