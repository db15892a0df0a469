package decisive.experiments.evaluate;

import decisive.datasets.corruption.Corruption;
import decisive.nn.competition.Phase;
import java.util.List;
import java.util.Optional;

/**
 * What to evaluate.
 *
 * @param data a name of {@link decisive.datasets.Datasets#named}; its test images are taken
 * @param seed of the split where the data has no parts of its own, of noise and of episodes
 * @param phases that accuracy is measured in; noise and few-shot are in the last one
 * @param corruptions each measured by itself
 * @param fewShot if asked for
 * @param batch images at a time, 1 or more
 */
public record EvaluationPlan(
    String data,
    long seed,
    List<Phase> phases,
    List<Corruption> corruptions,
    Optional<FewShot> fewShot,
    int batch) {
  public EvaluationPlan {
    phases = List.copyOf(phases);
    corruptions = List.copyOf(corruptions);
    if (phases.isEmpty()) {
      throw new IllegalArgumentException("evaluation: no phase; give at least one, such as wta");
    }
  }

  /**
   * Episodes of {@link decisive.experiments.fewshot.FewShotEvaluation}.
   *
   * @param ways classes an episode
   * @param shots images of a class to learn from
   * @param queries of a class; empty for the paper's 595, or as many as there are
   * @param episodes how many
   */
  public record FewShot(int ways, int shots, Optional<Integer> queries, int episodes) {
    /** Of the paper's Table 4. */
    public static final int EPISODES = 10_000;
  }

  Phase lastPhase() {
    return phases.get(phases.size() - 1);
  }
}
