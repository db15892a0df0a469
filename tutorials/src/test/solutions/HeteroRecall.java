import decisive.tutorials.exercise.laws.HeteroRecallLaws;

/** A solution of exercise 7. */
public class HeteroRecall implements HeteroRecallLaws.Contract {
  @Override
  public int[] recall(int[][] weights, int[] x, int clusterSize) {
    int[] z = new int[weights.length];
    for (int i = 0; i < z.length; i++) {
      for (int j = 0; j < x.length; j++) {
        z[i] += weights[i][j] * x[j];
      }
    }
    int[] y = new int[z.length];
    for (int from = 0; from < z.length; from += clusterSize) {
      int best = 0;
      for (int i = from; i < from + clusterSize; i++) {
        best = Math.max(best, z[i]);
      }
      for (int i = from; i < from + clusterSize; i++) {
        y[i] = z[i] == best ? 1 : 0;
      }
    }
    return y;
  }
}
