package decisive.experiments.fewshot;

import decisive.experiments.Progress;
import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * Few-shot classification by the nearest class mean, over random episodes: as the paper's transfer
 * experiment (Table 4), whose 10,000 episodes are 5-way 5-shot with 595 queries of each class.
 *
 * <pre>{@code
 * UnitFeatures features = UnitFeatures.of(network, novel.batches(64), novel.classNames());
 * FewShotTask task = FewShotTask.withAllQueries(features, 5, 5);
 * FewShotResult result = FewShotEvaluation.of(features, task, 10_000, seed, Progress.silent());
 * }</pre>
 *
 * <p>An episode depends on the seed and its number alone, so threads change no bit, and more
 * episodes begin with the same ones.
 */
public final class FewShotEvaluation {
  /** Quantile of the normal distribution for 95 % on both sides, as the paper rounds it. */
  private static final double Z = 1.96;

  private FewShotEvaluation() {}

  /**
   * @param episodes 2 or more, since their standard deviation is needed
   * @param progress a step an episode
   * @throws IllegalArgumentException if there are fewer episodes, fewer classes than ways, or a
   *     class has fewer images than an episode takes
   */
  public static FewShotResult of(
      UnitFeatures features, FewShotTask task, int episodes, long seed, Progress progress) {
    if (episodes < 2) {
      throw new IllegalArgumentException(
          "few-shot: " + episodes + " episodes; an interval needs 2 or more");
    }
    task.check(features);
    Generator generator = new Generator(seed).split("few-shot");
    int[] correct = new int[episodes];
    Workers.forEach(
        episodes,
        episode -> {
          correct[episode] =
              Episode.draw(features, task, generator.split(episode)).correct(features);
          progress.step();
        });
    SummaryStatistics accuracies = new SummaryStatistics();
    double queries = (double) task.ways() * task.queries();
    for (int count : correct) {
      accuracies.addValue(count / queries);
    }
    return new FewShotResult(
        task,
        episodes,
        accuracies.getMean(),
        Z * accuracies.getStandardDeviation() / Math.sqrt(episodes));
  }
}
