package decisive.experiments.chart;

import decisive.experiments.chart.LinePlot.Axis;
import decisive.experiments.chart.LinePlot.Point;
import decisive.experiments.prune.PruningPoint;
import decisive.experiments.prune.PruningResult;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Accuracy, and what is left of the multiplications, as maps go. */
public final class PruningChart {
  private PruningChart() {}

  public static SvgChart of(PruningResult result) {
    List<PruningPoint> curve = result.curve();
    double whole = curve.get(0).multiplicationsExecuted();
    List<Point> training = points(curve, PruningPoint::trainingPercent);
    List<Point> test = points(curve, PruningPoint::testPercent);
    List<Point> left =
        points(curve, p -> whole == 0 ? 0 : 100 * p.multiplicationsExecuted() / whole);
    double most = Math.max(1, curve.get(curve.size() - 1).gone());
    LinePlot plot =
        new LinePlot(
            new Caption(
                "pruning",
                "Accuracy as maps go",
                "Maps that win least on the training images go first; "
                    + result.after().gone()
                    + " were chosen. Executed multiplications in per cent of the whole network's."),
            new Axis("maps that went", Range.linear(0, most)),
            new Axis(
                "per cent",
                Range.percent(
                    DoubleStream.concat(
                        left.stream().mapToDouble(Point::y),
                        test.stream().mapToDouble(Point::y)))));
    line(plot, "training", 0, training);
    line(plot, "test", 1, test);
    line(plot, "multiplications", 2, left);
    return plot.paint();
  }

  private static void line(LinePlot plot, String name, int index, List<Point> points) {
    plot.line(name, Ink.series(index), points);
    plot.markers(name, Ink.series(index), index, points);
  }

  private static List<Point> points(
      List<PruningPoint> curve, ToDoubleFunction<PruningPoint> value) {
    return curve.stream().map(p -> new Point(p.gone(), value.applyAsDouble(p))).toList();
  }
}
