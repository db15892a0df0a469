package decisive.cli;

import java.util.Collection;
import java.util.Comparator;

/** Guesses what was meant by a mistyped word. */
final class Nearest {
  private Nearest() {}

  /** {@code "; did you mean X?"}, or else how to see what there is. */
  static String hint(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> isNear(word, candidate))
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .map(candidate -> "; did you mean " + candidate + "?")
        .orElse("; --help lists them");
  }

  private static boolean isNear(String word, String candidate) {
    int slips = Math.max(1, candidate.length() / 3);
    return distance(word, candidate) <= slips || word.length() > 3 && candidate.startsWith(word);
  }

  /** Insertions, deletions and replacements from one word to the other (Levenshtein, 1966). */
  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
