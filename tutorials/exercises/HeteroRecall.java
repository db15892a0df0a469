import decisive.tutorials.exercise.laws.HeteroRecallLaws;

/**
 * Exercise 7, lesson 3. Algorithm 1: from x to y.
 * Each fanal of the output has a score, the number of 1s of x that are connected to it; in every
 * cluster of the output the fanals of the highest score win, all of them if they are several:
 *
 * <pre>
 *   z = W x        y_i = 1 if z_i = max of z over the cluster of i, else 0
 * </pre>
 *
 * <p>The clusters of the output are clusterSize consecutive fanals each.
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>Compute all of z first.
 *   <li>The winners of a query in which nothing is known are all: each score is 0, and so is the
 *       highest.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 7}.
 */
public class HeteroRecall implements HeteroRecallLaws.Contract {
  @Override
  public int[] recall(int[][] weights, int[] x, int clusterSize) {
    throw new UnsupportedOperationException("write me");
  }
}
