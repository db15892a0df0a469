package decisive.experiments.evaluate;

import decisive.experiments.compare.Environment;
import java.util.List;

/**
 * What was found of a network.
 *
 * @param checkpoint the file
 * @param weightsSha256 of the network
 * @param competition as in {@code k=4}
 * @param data the name of the data set
 * @param testSha256 of the images
 * @param images how many
 * @param ownTestImages whether they are those that its training was tested with; null if the file
 *     does not say
 * @param normalization where it is from: {@code checkpoint} or {@code training images}
 * @param classNames of the images
 * @param phases one for each that was asked for; none where the classes are not the network's
 * @param noise one for each corruption
 * @param fewShot null if not asked for
 * @param environment where it ran
 */
public record NetworkEvaluation(
    String checkpoint,
    String weightsSha256,
    String competition,
    String data,
    String testSha256,
    int images,
    Boolean ownTestImages,
    String normalization,
    List<String> classNames,
    List<PhaseResult> phases,
    List<NoiseResult> noise,
    FewShotSummary fewShot,
    Environment environment) {

  /**
   * On clean images.
   *
   * @param phase of the competition: relu, temperature=T or wta
   * @param loss mean cross-entropy; null if it is not finite
   * @param accuracyPercent 0 to 100
   * @param confusion images by class (rows) and by what the network said (columns)
   */
  public record PhaseResult(
      String phase, Double loss, double accuracyPercent, List<List<Long>> confusion) {

    /** Share of a class's images that were found, 0 to 100; NaN if it has none. */
    public double classAccuracyPercent(int label) {
      List<Long> row = confusion.get(label);
      return 100.0 * row.get(label) / row.stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * On noisy images.
   *
   * @param kind gaussian, shot or impulse
   * @param severity 1 to 5
   * @param accuracyPercent 0 to 100
   */
  public record NoiseResult(String kind, int severity, double accuracyPercent) {}

  /**
   * Over episodes.
   *
   * @param ways classes an episode
   * @param shots images of a class to learn from
   * @param queries images of a class to judge by
   * @param episodes how many
   * @param phase of the competition
   * @param accuracyPercent mean, 0 to 100
   * @param halfWidthPercent of its 95 % confidence interval
   */
  public record FewShotSummary(
      int ways,
      int shots,
      int queries,
      int episodes,
      String phase,
      double accuracyPercent,
      double halfWidthPercent) {}

  /** The kinds of noise, in the order they were asked for. */
  public List<String> noiseKinds() {
    return noise.stream().map(NoiseResult::kind).distinct().toList();
  }

  /** Mean over the severities of a kind that were measured, 0 to 100. */
  public double meanUnder(String kind) {
    return noise.stream()
        .filter(result -> result.kind().equals(kind))
        .mapToDouble(NoiseResult::accuracyPercent)
        .average()
        .orElse(Double.NaN);
  }
}
