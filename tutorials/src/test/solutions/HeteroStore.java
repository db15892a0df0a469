import decisive.tutorials.exercise.laws.HeteroStoreLaws;

/** A solution of exercise 6. */
public class HeteroStore implements HeteroStoreLaws.Contract {
  @Override
  public int[][] weights(int[][] x, int[][] y) {
    int[][] w = new int[y[0].length][x[0].length];
    for (int n = 0; n < x.length; n++) {
      for (int i = 0; i < w.length; i++) {
        for (int j = 0; j < w[i].length; j++) {
          w[i][j] = Math.min(1, w[i][j] + y[n][i] * x[n][j]);
        }
      }
    }
    return w;
  }
}
