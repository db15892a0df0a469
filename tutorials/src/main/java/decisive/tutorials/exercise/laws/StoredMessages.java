package decisive.tutorials.exercise.laws;

import decisive.memory.CliqueMemory;
import decisive.memory.Clusters;
import decisive.memory.Message;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Messages for a small clique memory.
 *
 * @param clusters symbols of a message
 * @param fanals of each cluster
 * @param messages each a symbol for each cluster
 */
public record StoredMessages(int clusters, int fanals, int[][] messages) {
  private static final int MOST = 6;
  private static final int LARGEST = 4;

  /**
   * @param atLeast messages
   */
  static Arbitrary<StoredMessages> any(int atLeast) {
    return Combinators.combine(
            Arbitraries.integers().between(2, LARGEST),
            Arbitraries.integers().between(1, LARGEST),
            Arbitraries.integers()
                .between(0, LARGEST - 1)
                .array(int[].class)
                .ofSize(LARGEST)
                .array(int[][].class)
                .ofMinSize(atLeast)
                .ofMaxSize(MOST))
        .as(StoredMessages::of);
  }

  /** Flat, since what one choice makes of the next is slow to make small. */
  private static StoredMessages of(int clusters, int fanals, int[][] numbers) {
    int[][] messages = new int[numbers.length][clusters];
    for (int n = 0; n < messages.length; n++) {
      for (int i = 0; i < clusters; i++) {
        messages[n][i] = numbers[n][i] % fanals;
      }
    }
    return new StoredMessages(clusters, fanals, messages);
  }

  /** The library's edges: of fanal {@code cluster · fanals + symbol}. */
  boolean[][] edges() {
    CliqueMemory memory = memory();
    boolean[][] edges = new boolean[clusters * fanals][clusters * fanals];
    for (int a = 0; a < edges.length; a++) {
      for (int b = 0; b < edges.length; b++) {
        edges[a][b] =
            a / fanals != b / fanals
                && memory.connected(a / fanals, a % fanals, b / fanals, b % fanals);
      }
    }
    return edges;
  }

  CliqueMemory memory() {
    CliqueMemory memory = new CliqueMemory(Clusters.uniform(clusters, fanals));
    for (int[] message : messages) {
      memory.store(Message.of(message));
    }
    return memory;
  }

  /** The same with the messages in another order. */
  StoredMessages reversed() {
    int[][] other = new int[messages.length][];
    Arrays.setAll(other, i -> messages[messages.length - 1 - i]);
    return new StoredMessages(clusters, fanals, other);
  }

  @Override
  public String toString() {
    return clusters + " clusters of " + fanals + " and messages " + Arrays.deepToString(messages);
  }
}
