import decisive.tutorials.exercise.laws.CliqueStoreLaws;

/**
 * Exercise 1, lesson 1. Store messages as cliques.
 * A memory of c clusters of l fanals has c · l fanals; symbol a of cluster i is fanal i · l + a. A
 * message picks a fanal of each cluster. Storing it connects all of these with one another:
 *
 * <pre>
 *   edges[a][b] = true   for any two different fanals a, b of some message
 * </pre>
 *
 * <p>Given are the messages, each with a symbol for every cluster; wanted are the edges, [c·l][c·l],
 * in both directions.
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>Of a message, go through all pairs of clusters i and j that are not the same.
 *   <li>Storing something twice changes nothing: there is nothing to count.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 1}.
 */
public class CliqueStore implements CliqueStoreLaws.Contract {
  @Override
  public boolean[][] edges(int clusters, int fanals, int[][] messages) {
    throw new UnsupportedOperationException("write me");
  }
}
