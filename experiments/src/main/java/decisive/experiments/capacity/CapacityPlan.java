package decisive.experiments.capacity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import decisive.memory.Clusters;
import decisive.memory.RetrievalRule;
import java.util.List;

/**
 * What a capacity study asks.
 *
 * @param clusters c, 2 or more
 * @param fanals l of each cluster, 2 or more
 * @param erased clusters of each query, 0 to c − 1 − wrong
 * @param wrong clusters of each query that have another symbol, 0 or more
 * @param messages numbers of stored messages, increasing, each 1 or more; the dense memories have
 *     their own
 * @param models by their titles
 * @param rule of the clique memory, as {@code RetrievalRule} prints it
 * @param memories filled for each model, each with messages of its own
 * @param recalls asked of each memory at each number of messages; of a dense one a tenth
 * @param confidence of the intervals, above 0 and below 1
 * @param seed of every random choice
 * @param retrievalRule of the clique memory
 */
public record CapacityPlan(
    int clusters,
    int fanals,
    int erased,
    int wrong,
    List<Integer> messages,
    List<String> models,
    String rule,
    int memories,
    int recalls,
    double confidence,
    long seed,
    @JsonIgnore RetrievalRule retrievalRule) {
  private static final int MOST_MEMORIES = 10_000;

  public CapacityPlan {
    messages = List.copyOf(messages);
    models = List.copyOf(models);
    models.forEach(StudiedModel::named);
    check(clusters >= 2 && fanals >= 2, "clusters and fanals must be 2 at least");
    check((long) clusters * fanals <= 46_340, "there can be 46,340 neurons at most");
    check(erased >= 0 && wrong >= 0, "erased and wrong clusters cannot be fewer than 0");
    check(
        erased + wrong < clusters,
        erased + " erased and " + wrong + " wrong clusters leave none of " + clusters);
    check(erased + wrong > 0, "with nothing erased and nothing wrong there is nothing to repair");
    check(!models.isEmpty(), "there are no models");
    check(!messages.isEmpty(), "there are no numbers of messages");
    int before = 0;
    for (int number : messages) {
      check(number > before, "messages " + messages + " must increase, from 1 on");
      before = number;
    }
    check(memories >= 1 && memories <= MOST_MEMORIES, "memories must be 1 to " + MOST_MEMORIES);
    check(recalls >= 1, "recalls must be 1 or more");
    check(confidence > 0 && confidence < 1, "the confidence must be between 0 and 1");
  }

  /** Of the messages. */
  Clusters messageClusters() {
    return Clusters.uniform(clusters, fanals);
  }

  private static void check(boolean valid, String otherwise) {
    if (!valid) {
      throw new IllegalArgumentException("capacity: " + otherwise);
    }
  }
}
