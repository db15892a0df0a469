package decisive.cli;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

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

  private static int distance(String a, String b) {
    return LevenshteinDistance.getDefaultInstance().apply(a, b);
  }
}
