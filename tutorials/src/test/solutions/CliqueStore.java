import decisive.tutorials.exercise.laws.CliqueStoreLaws;

/** A solution of exercise 1. */
public class CliqueStore implements CliqueStoreLaws.Contract {
  @Override
  public boolean[][] edges(int clusters, int fanals, int[][] messages) {
    boolean[][] edges = new boolean[clusters * fanals][clusters * fanals];
    for (int[] message : messages) {
      for (int i = 0; i < clusters; i++) {
        for (int j = 0; j < clusters; j++) {
          if (i != j) {
            edges[i * fanals + message[i]][j * fanals + message[j]] = true;
          }
        }
      }
    }
    return edges;
  }
}
