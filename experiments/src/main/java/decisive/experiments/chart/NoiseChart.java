package decisive.experiments.chart;

import decisive.experiments.chart.LinePlot.Axis;
import decisive.experiments.chart.LinePlot.Point;
import decisive.experiments.evaluate.NetworkEvaluation;
import decisive.experiments.evaluate.NetworkEvaluation.NoiseResult;
import decisive.experiments.evaluate.NetworkEvaluation.PhaseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Accuracy by the severity of noise, a line a kind. */
public final class NoiseChart {
  private NoiseChart() {}

  /** The chart; none if no noise was asked for. */
  public static Optional<SvgChart> of(NetworkEvaluation evaluation) {
    if (evaluation.noise().isEmpty()) {
      return Optional.empty();
    }
    List<PhaseResult> phases = evaluation.phases();
    PhaseResult clean = phases.get(phases.size() - 1);
    int last = evaluation.noise().stream().mapToInt(NoiseResult::severity).max().orElseThrow();
    LinePlot plot =
        new LinePlot(
            new Caption(
                "noise",
                "Accuracy under noise",
                "Accuracy by severity of the noise; 0 is the clean images. Phase: "
                    + clean.phase()
                    + "."),
            new Axis("severity", Range.linear(0, last)),
            new Axis(
                "accuracy, %",
                Range.percent(
                    Stream.concat(
                            Stream.of(clean.accuracyPercent()),
                            evaluation.noise().stream().map(NoiseResult::accuracyPercent))
                        .mapToDouble(Double::doubleValue))));
    int line = 0;
    for (String kind : evaluation.noiseKinds()) {
      List<Point> points = new ArrayList<>(List.of(new Point(0, clean.accuracyPercent())));
      evaluation.noise().stream()
          .filter(result -> result.kind().equals(kind))
          .map(result -> new Point(result.severity(), result.accuracyPercent()))
          .forEach(points::add);
      plot.line(kind, Ink.series(line), points);
      plot.markers(kind, Ink.series(line), line, points);
      line++;
    }
    return Optional.of(plot.paint());
  }
}
