package decisive.tensor.io;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What a missing name may have meant. */
final class NearNames {
  private static final int MOST = 3;

  private NearNames() {}

  /** The end of an error message: the names most like {@code wanted}, or the first ones there. */
  static String hint(String wanted, Collection<String> names) {
    if (names.isEmpty()) {
      return "it holds no tensors";
    }
    record Candidate(String name, int distance) {}
    List<String> near =
        names.stream()
            .map(name -> new Candidate(name, distance(wanted, name)))
            .filter(candidate -> 2 * candidate.distance <= wanted.length())
            .sorted(Comparator.comparingInt(Candidate::distance))
            .limit(MOST)
            .map(Candidate::name)
            .toList();
    if (!near.isEmpty()) {
      return "near names: " + String.join(", ", near);
    }
    String first = String.join(", ", names.stream().limit(MOST).toList());
    return "it holds " + names.size() + ": " + first + (names.size() > MOST ? ", ..." : "");
  }

  /** Levenshtein's: insertions, deletions and replacements that turn one into the other. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
