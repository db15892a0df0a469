package decisive.tensor.io;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What a missing name may have meant. */
final class NearNames {
  private static final int MOST = 3;

  private static final LevenshteinDistance LEVENSHTEIN = LevenshteinDistance.getDefaultInstance();

  private NearNames() {}

  /** The end of an error message: the names most like {@code wanted}, or the first ones there. */
  static String hint(String wanted, Collection<String> names) {
    if (names.isEmpty()) {
      return "it holds no tensors";
    }
    record Candidate(String name, int distance) {}
    List<String> near =
        names.stream()
            .map(name -> new Candidate(name, LEVENSHTEIN.apply(wanted, name)))
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
}
