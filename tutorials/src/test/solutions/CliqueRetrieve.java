import decisive.tutorials.exercise.laws.CliqueRetrieveLaws;
import java.util.stream.IntStream;

/** A solution of exercise 2. */
public class CliqueRetrieve implements CliqueRetrieveLaws.Contract {
  @Override
  public int[][] retrieve(boolean[][] edges, int clusters, int fanals, int[] query) {
    boolean[][] left = new boolean[clusters][fanals];
    for (int i = 0; i < clusters; i++) {
      for (int a = 0; a < fanals; a++) {
        left[i][a] = query[i] == -1 || query[i] == a;
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < clusters; i++) {
        for (int a = 0; a < fanals; a++) {
          if (left[i][a] && !supported(edges, left, i, a)) {
            left[i][a] = false;
            changed = true;
          }
        }
      }
    }
    int[][] answer = new int[clusters][];
    for (int i = 0; i < clusters; i++) {
      boolean[] symbols = left[i];
      answer[i] = IntStream.range(0, fanals).filter(a -> symbols[a]).toArray();
    }
    return answer;
  }

  private static boolean supported(boolean[][] edges, boolean[][] left, int i, int a) {
    int fanals = left[0].length;
    for (int j = 0; j < left.length; j++) {
      boolean found = j == i;
      for (int b = 0; b < fanals; b++) {
        found |= left[j][b] && edges[i * fanals + a][j * fanals + b];
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }
}
