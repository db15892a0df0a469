package decisive.experiments.chart;

import decisive.experiments.chart.LinePlot.Axis;
import decisive.experiments.chart.LinePlot.Point;
import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.EpochResult;
import decisive.experiments.compare.NetworkResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** How training went: loss, accuracies and temperature by epoch, one line for each k. */
public final class TrainingCharts {
  private TrainingCharts() {}

  /** The charts of everything that was measured while training. */
  public static List<SvgChart> of(Comparison comparison) {
    List<SvgChart> charts = new ArrayList<>();
    add(
        charts,
        comparison,
        new Caption(
            "loss",
            "Training loss",
            "Mean training loss by epoch, logarithmic, a line for each k."),
        "loss (logarithmic)",
        Range::log,
        EpochResult::loss);
    add(
        charts,
        comparison,
        new Caption(
            "accuracy-train",
            "Accuracy while learning",
            "Accuracy on the training images by epoch, a line for each k."),
        "training accuracy, %",
        Range::percent,
        EpochResult::trainAccuracyPercent);
    add(
        charts,
        comparison,
        new Caption(
            "accuracy-gated",
            "Test accuracy with the softmax gate",
            "Accuracy on the test images with the softmax gate by epoch, a line for each k."),
        "test accuracy, %",
        Range::percent,
        EpochResult::gatedAccuracyPercent);
    add(
        charts,
        comparison,
        new Caption(
            "accuracy-decided",
            "Test accuracy, winners only",
            "Accuracy on the test images after winner-takes-all by epoch, a line for each k."),
        "test accuracy, %",
        Range::percent,
        EpochResult::decidedAccuracyPercent);
    add(
        charts,
        comparison,
        new Caption(
            "temperature",
            "Temperature of the softmax gate",
            "Temperature by epoch, logarithmic: it grows until one winner is left in each group."),
        "temperature (logarithmic)",
        Range::log,
        EpochResult::temperature);
    return charts;
  }

  private static void add(
      List<SvgChart> charts,
      Comparison comparison,
      Caption caption,
      String quantity,
      Function<DoubleStream, Range> range,
      Function<EpochResult, Double> value) {
    Map<String, Integer> colours = new LinkedHashMap<>();
    Map<List<Point>, List<String>> lines = new LinkedHashMap<>();
    for (NetworkResult network : comparison.networks()) {
      String k = String.valueOf(network.k());
      colours.put(k, colours.size());
      List<Point> line =
          network.history().stream()
              .filter(epoch -> value.apply(epoch) != null)
              .map(epoch -> new Point(epoch.epoch(), value.apply(epoch)))
              .toList();
      if (!line.isEmpty()) {
        lines.computeIfAbsent(line, l -> new ArrayList<>()).add(k);
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    double epochs =
        lines.keySet().stream().flatMap(List::stream).mapToDouble(Point::x).max().orElse(1);
    LinePlot plot =
        new LinePlot(
            caption,
            new Axis("epoch", Range.linear(0, epochs)),
            new Axis(
                quantity,
                range.apply(lines.keySet().stream().flatMap(List::stream).mapToDouble(Point::y))));
    lines.forEach(
        (line, names) -> {
          int index = colours.get(names.get(0));
          String name = "k = " + String.join(", ", names);
          plot.line(name, Ink.series(index), line);
          plot.markers(name, Ink.series(index), index, LinePlot.sparse(line));
        });
    charts.add(plot.paint());
  }
}
