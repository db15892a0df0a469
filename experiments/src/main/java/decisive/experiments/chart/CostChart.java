package decisive.experiments.chart;

import decisive.experiments.chart.LinePlot.Axis;
import decisive.experiments.chart.LinePlot.Point;
import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.NetworkResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;

/** What accuracy costs: accuracy of the networks against their multiplications, by both counts. */
public final class CostChart {
  private static final Caption CAPTION =
      new Caption(
          "accuracy-multiplications",
          "Accuracy against multiplications per image",
          "Up is better, left is cheaper; the numbers are k. The exact count divides by k the products that follow a"
              + " competition; the executed ones leave out every product whose input is zero.");

  /** How far a point's name stands from it, in shares of the axes. */
  private static final double SIDEWAYS = 0.04;

  private static final double UPWARDS = 0.03;

  private static final double ROOM = 1.2;

  private CostChart() {}

  /** The chart, or nothing when no network has a count above zero. */
  public static Optional<SvgChart> of(Comparison comparison) {
    List<NetworkResult> networks = comparison.networks();
    List<Point> exact = points(networks, NetworkResult::multiplicationsExact);
    List<Point> executed = points(networks, NetworkResult::multiplicationsExecuted);
    List<Point> all = new ArrayList<>(exact);
    all.addAll(executed);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Range x = Range.log(all.stream().flatMapToDouble(CostChart::room));
    Range y = Range.percent(all.stream().mapToDouble(Point::y));
    LinePlot plot =
        new LinePlot(
            CAPTION,
            new Axis("multiplications per image (logarithmic); at each point its k", x),
            new Axis("test accuracy, %", y));
    series(plot, "executed", 1, executed);
    series(plot, "exact count", 0, exact);
    label(plot, networks, NetworkResult::multiplicationsExact, 1, x, y);
    label(plot, networks, NetworkResult::multiplicationsExecuted, -1, x, y);
    return Optional.of(plot.paint());
  }

  private static void series(LinePlot plot, String name, int index, List<Point> points) {
    if (!points.isEmpty()) {
      plot.line(name, Ink.series(index), points);
      plot.markers(name, Ink.series(index), index, points);
    }
  }

  private static List<Point> points(
      List<NetworkResult> networks, ToLongFunction<NetworkResult> multiplications) {
    return networks.stream()
        .filter(network -> drawable(multiplications.applyAsLong(network)))
        .map(network -> new Point(multiplications.applyAsLong(network), network.accuracyPercent()))
        .sorted(Comparator.comparingDouble(Point::x))
        .toList();
  }

  /**
   * Writes k, and no more, since points are near to one another: to the right and below (side 1) or
   * to the left and above (side -1).
   */
  private static void label(
      LinePlot plot,
      List<NetworkResult> networks,
      ToLongFunction<NetworkResult> multiplications,
      int side,
      Range x,
      Range y) {
    double right = StrictMath.pow(10, side * SIDEWAYS * x.decades());
    double down = side * UPWARDS * (y.max() - y.min());
    for (NetworkResult network : networks) {
      long count = multiplications.applyAsLong(network);
      if (drawable(count)) {
        plot.label(String.valueOf(network.k()), count * right, network.accuracyPercent() - down);
      }
    }
  }

  /** The ends of an axis that has room for a point's name on both sides. */
  private static DoubleStream room(Point point) {
    return DoubleStream.of(point.x() / ROOM, point.x() * ROOM);
  }

  /** A logarithmic axis has no zero. */
  private static boolean drawable(long multiplications) {
    return multiplications > 0;
  }
}
