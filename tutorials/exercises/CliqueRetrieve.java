import decisive.tutorials.exercise.laws.CliqueRetrieveLaws;

/**
 * Exercise 2, lesson 1. Complete a message by unanimity.
 * Of a known cluster the symbol asked for is left; of an erased one (−1) every symbol. Then what has no
 * support goes, again and again, until nothing changes:
 *
 * <pre>
 *   symbol a of cluster i stays   if in every other cluster j some b that is left has the edge (i·l + a, j·l + b)
 * </pre>
 *
 * <p>Given are the edges as in exercise 1 and a query; wanted are the symbols left of each cluster, in
 * increasing order.
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>Keep a boolean[clusters][fanals] of what is left.
 *   <li>Repeat a pass over all that is left until a pass takes nothing away.
 *   <li>It does not matter in which order unsupported symbols go.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 2}.
 */
public class CliqueRetrieve implements CliqueRetrieveLaws.Contract {
  @Override
  public int[][] retrieve(boolean[][] edges, int clusters, int fanals, int[] query) {
    throw new UnsupportedOperationException("write me");
  }
}
