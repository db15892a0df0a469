package decisive.experiments.chart;

import decisive.experiments.chart.LinePlot.Axis;
import decisive.experiments.chart.LinePlot.Point;
import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.NetworkResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Accuracy, multiplications and time against k, in one picture: what is kept, what is saved. */
public final class SavingChart {
  private static final Caption CAPTION =
      new Caption(
          "accuracy-time-k",
          "Accuracy, multiplications and time against k",
          "Multiplications and the measured time for an image are in per cent of those of the smallest"
              + " k; accuracy is of the test images. Time is of whole batches, computed densely or"
              + " sparsely, whichever is faster.");

  private SavingChart() {}

  /** The chart, or nothing where there are fewer than two networks. */
  public static Optional<SvgChart> of(Comparison comparison) {
    List<NetworkResult> networks =
        comparison.networks().stream().sorted(Comparator.comparing(NetworkResult::k)).toList();
    if (networks.size() < 2) {
      return Optional.empty();
    }
    NetworkResult first = networks.get(0);
    List<Point> accuracy = points(networks, NetworkResult::accuracyPercent);
    List<Point> exact = share(networks, first, NetworkResult::multiplicationsExact);
    List<Point> executed = share(networks, first, NetworkResult::multiplicationsExecuted);
    List<Point> time = share(networks, first, NetworkResult::secondsAnImage);
    double most =
        Stream.of(exact, executed, time)
            .flatMap(List::stream)
            .mapToDouble(Point::y)
            .max()
            .orElseThrow();
    LinePlot plot =
        new LinePlot(
            CAPTION,
            new Axis(
                "k, maps a group (logarithmic)",
                Range.log(networks.stream().mapToDouble(NetworkResult::k))),
            new Axis("per cent", Range.linear(0, Math.max(100, most))));
    line(plot, "accuracy", 0, accuracy);
    line(plot, "exact", 1, exact);
    line(plot, "executed", 2, executed);
    line(plot, "time", 3, time);
    return Optional.of(plot.paint());
  }

  private static void line(LinePlot plot, String name, int index, List<Point> points) {
    plot.line(name, Ink.series(index), points);
    plot.markers(name, Ink.series(index), index, points);
  }

  private static List<Point> points(
      List<NetworkResult> networks, ToDoubleFunction<NetworkResult> value) {
    return networks.stream()
        .map(model -> new Point(model.k(), value.applyAsDouble(model)))
        .toList();
  }

  private static List<Point> share(
      List<NetworkResult> networks, NetworkResult of, ToDoubleFunction<NetworkResult> value) {
    double whole = value.applyAsDouble(of);
    return points(networks, model -> 100 * value.applyAsDouble(model) / whole);
  }
}
