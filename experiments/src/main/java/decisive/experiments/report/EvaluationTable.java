package decisive.experiments.report;

import decisive.experiments.evaluate.NetworkEvaluation;
import decisive.experiments.evaluate.NetworkEvaluation.FewShotSummary;
import decisive.experiments.evaluate.NetworkEvaluation.NoiseResult;
import decisive.experiments.evaluate.NetworkEvaluation.PhaseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was found of a network, for the terminal. */
public final class EvaluationTable {
  private EvaluationTable() {}

  /** A table of phases, one of noise and a line of few-shot; each only if it was asked for. */
  public static String text(NetworkEvaluation evaluation) {
    List<String> parts = new ArrayList<>();
    if (!evaluation.phases().isEmpty()) {
      parts.add(phases(evaluation.phases()));
    }
    if (!evaluation.noise().isEmpty()) {
      parts.add(noise(evaluation));
    }
    if (evaluation.fewShot() != null) {
      parts.add(sentence(evaluation.fewShot()) + "\n");
    }
    return String.join("\n", parts);
  }

  private static String phases(List<PhaseResult> phases) {
    TextTable table = new TextTable(List.of("phase", "accuracy, %", "loss"));
    for (PhaseResult result : phases) {
      table.add(List.of(result.phase(), percent(result.accuracyPercent()), loss(result)));
    }
    return table.toString();
  }

  private static String noise(NetworkEvaluation evaluation) {
    List<Integer> severities = severities(evaluation);
    List<String> headings = new ArrayList<>(List.of("noise, accuracy in %"));
    severities.forEach(severity -> headings.add(severity.toString()));
    headings.add("mean");
    TextTable table = new TextTable(headings);
    for (String kind : evaluation.noiseKinds()) {
      List<String> row = new ArrayList<>(List.of(kind));
      row.addAll(accuracies(evaluation, kind));
      table.add(row);
    }
    return table.toString();
  }

  /** The severities that were measured of any kind, increasing. */
  static List<Integer> severities(NetworkEvaluation evaluation) {
    return evaluation.noise().stream().map(NoiseResult::severity).distinct().sorted().toList();
  }

  /** Of a kind of noise, by severity; the mean last. */
  static List<String> accuracies(NetworkEvaluation evaluation, String kind) {
    List<String> cells = new ArrayList<>();
    for (int severity : severities(evaluation)) {
      cells.add(
          evaluation.noise().stream()
              .filter(result -> result.kind().equals(kind) && result.severity() == severity)
              .map(result -> percent(result.accuracyPercent()))
              .findFirst()
              .orElse(NumberText.NONE));
    }
    cells.add(percent(evaluation.meanUnder(kind)));
    return cells;
  }

  static String sentence(FewShotSummary fewShot) {
    return String.format(
        Locale.ROOT,
        "%d-way %d-shot, %d queries a class, %s: %.2f ± %.2f %% (95 %% interval) over %,d episodes",
        fewShot.ways(),
        fewShot.shots(),
        fewShot.queries(),
        fewShot.phase(),
        fewShot.accuracyPercent(),
        fewShot.halfWidthPercent(),
        fewShot.episodes());
  }

  static String loss(PhaseResult result) {
    return result.loss() == null ? "not finite" : String.format(Locale.ROOT, "%.4f", result.loss());
  }

  static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
