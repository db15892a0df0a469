package decisive.experiments.chart;

import decisive.experiments.chart.LinePlot.Axis;
import decisive.experiments.chart.LinePlot.Point;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Any numbers against any other, between linear axes. */
public final class CurveChart {
  private CurveChart() {}

  /**
   * A line.
   *
   * @param x increasing
   * @param y as many
   */
  public record Curve(String name, double[] x, double[] y) {
    /**
     * @throws IllegalArgumentException if x and y are not as many, or there are none
     */
    public Curve {
      if (x.length != y.length || x.length == 0) {
        throw new IllegalArgumentException(
            "curve " + name + ": " + x.length + " x and " + y.length + " y; give as many of both");
      }
    }
  }

  /**
   * @param name of its file
   * @param x what the lower axis is
   * @param y what the left axis is; from 0, or from the least if that is below
   */
  public static SvgChart of(
      String name, String title, String description, String x, String y, List<Curve> curves) {
    DoubleStream heights = all(curves, Curve::y);
    double most = heights.max().orElse(1);
    double least = Math.min(0, all(curves, Curve::y).min().orElse(0));
    double left = all(curves, Curve::x).min().orElse(0);
    double right = all(curves, Curve::x).max().orElse(1);
    LinePlot plot =
        new LinePlot(
            new Caption(name, title, description),
            new Axis(x, Range.linear(left, right), false),
            new Axis(y, Range.linear(least, most)));
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      List<Point> points =
          IntStream.range(0, curve.x().length)
              .mapToObj(at -> new Point(curve.x()[at], curve.y()[at]))
              .toList();
      plot.line(curve.name(), Ink.series(i), points);
      plot.markers(curve.name(), Ink.series(i), i, LinePlot.sparse(points));
    }
    return plot.paint();
  }

  private static DoubleStream all(List<Curve> curves, Function<Curve, double[]> numbers) {
    return curves.stream().map(numbers).flatMapToDouble(Arrays::stream);
  }
}
