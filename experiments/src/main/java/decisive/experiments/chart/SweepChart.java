package decisive.experiments.chart;

import decisive.experiments.chart.LinePlot.Axis;
import decisive.experiments.chart.LinePlot.Point;
import java.util.List;
import java.util.stream.DoubleStream;

/** A percentage against a setting that was swept, with intervals. */
public final class SweepChart {
  private SweepChart() {}

  /**
   * A value of a curve.
   *
   * @param x the setting
   * @param percent what was measured
   * @param halfWidth of its interval; NaN where there is none
   */
  public record Value(double x, double percent, double halfWidth) {}

  /** A line of the chart; one without values is left out. */
  public record Curve(String name, List<Value> values) {
    public Curve {
      values = List.copyOf(values);
    }
  }

  /**
   * @param name of its file
   * @param x what was swept; the axis is logarithmic if all its values are above 0
   * @param y what is measured, in per cent
   */
  public static SvgChart of(
      String name, String title, String description, String x, String y, List<Curve> curves) {
    List<Value> all = curves.stream().flatMap(curve -> curve.values().stream()).toList();
    DoubleStream lows =
        all.stream()
            .mapToDouble(v -> v.percent() - (Double.isNaN(v.halfWidth()) ? 0 : v.halfWidth()));
    LinePlot plot =
        new LinePlot(
            new Caption(name, title, description),
            new Axis(x, Range.log(all.stream().mapToDouble(Value::x))),
            new Axis(y, Range.percent(lows.map(low -> Math.max(0, low)))));
    int index = 0;
    for (Curve curve : curves) {
      if (!curve.values().isEmpty()) {
        List<Point> points =
            curve.values().stream().map(v -> new Point(v.x(), v.percent())).toList();
        plot.line(curve.name(), Ink.series(index), points);
        plot.markers(curve.name(), Ink.series(index), index, points);
        for (Value v : curve.values()) {
          if (v.halfWidth() > 0) {
            plot.interval(
                curve.name(),
                Ink.series(index),
                v.x(),
                Math.max(0, v.percent() - v.halfWidth()),
                Math.min(100, v.percent() + v.halfWidth()));
          }
        }
        index++;
      }
    }
    return plot.paint();
  }
}
