package decisive.experiments.chart;

import decisive.experiments.capacity.CapacityCurve;
import decisive.experiments.capacity.CapacityPoint;
import decisive.experiments.capacity.CapacityStudy;
import decisive.experiments.chart.LinePlot.Axis;
import decisive.experiments.chart.LinePlot.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Errors of memories against what they hold: measured points, and formulas dashed. */
public final class CapacityCharts {
  private static final Range PERCENT = Range.linear(0, 100);

  private CapacityCharts() {}

  /** The charts that there are points for. */
  public static List<SvgChart> of(CapacityStudy study) {
    List<SvgChart> charts = new ArrayList<>();
    add(
        charts,
        study,
        new Caption(
            "capacity-messages",
            "Errors against stored messages",
            "Sparse memories. Points are measured, with their confidence intervals; dashed is the corrected formula for"
                + " one step (of the list: exact)."),
        "stored messages",
        curve -> !curve.dense(),
        CapacityPoint::messages);
    add(
        charts,
        study,
        new Caption(
            "capacity-signs",
            "Errors against stored vectors of signs",
            "Dense memories, with their confidence intervals; dashed is the share of vectors that are not"
                + " stable, by formula."),
        "stored vectors",
        CapacityCurve::dense,
        CapacityPoint::messages);
    add(
        charts,
        study,
        new Caption(
            "capacity-efficiency",
            "Errors against bits stored for each bit",
            "All memories by what they hold for their size: to the right is better."),
        "bits stored for each bit of memory",
        curve -> !curve.model().equals("scan"), // a list holds 1 at any length
        CapacityPoint::efficiency);
    return charts;
  }

  private static void add(
      List<SvgChart> charts,
      CapacityStudy study,
      Caption caption,
      String axis,
      Predicate<CapacityCurve> chosen,
      ToDoubleFunction<CapacityPoint> x) {
    List<CapacityCurve> curves = study.curves().stream().filter(chosen).toList();
    if (curves.isEmpty()) {
      return;
    }
    Range range =
        Range.log(curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(x));
    LinePlot plot =
        new LinePlot(
            caption, new Axis(axis + " (logarithmic)", range), new Axis("errors, %", PERCENT));
    for (CapacityCurve curve : curves) {
      draw(plot, curve, study.curves().indexOf(curve), x);
    }
    charts.add(plot.paint());
  }

  private static void draw(
      LinePlot plot, CapacityCurve curve, int index, ToDoubleFunction<CapacityPoint> x) {
    Ink ink = Ink.series(index);
    List<Point> measured = new ArrayList<>();
    List<Point> formula = new ArrayList<>();
    for (CapacityPoint point : curve.points()) {
      measured.add(new Point(x.applyAsDouble(point), 100 * point.error()));
      if (point.theory() != null) {
        formula.add(new Point(x.applyAsDouble(point), 100 * point.theory().corrected()));
      }
      plot.interval(
          curve.model(), ink, x.applyAsDouble(point), 100 * point.low(), 100 * point.high());
    }
    if (formula.isEmpty()) {
      plot.line(curve.model(), ink, measured);
    } else {
      plot.dashed(curve.model(), ink, formula);
    }
    plot.markers(curve.model(), ink, index, measured);
  }
}
