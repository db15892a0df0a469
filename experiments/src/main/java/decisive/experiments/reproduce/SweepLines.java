package decisive.experiments.reproduce;

import decisive.experiments.chart.SvgChart;
import decisive.experiments.chart.SweepChart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Accuracy as lines: against the setting that was swept, beside the paper's where there is one line
 * alone, and against multiplications where each variant has another number of them.
 *
 * @param axis what was swept
 * @param curve the line that a variant's label belongs to
 */
record SweepLines(String axis, Function<String, String> curve) implements Sweep.Pictures {

  /** All variants on one line. */
  static SweepLines one(String axis) {
    return new SweepLines(axis, label -> "accuracy");
  }

  @Override
  public List<SvgChart> of(String name, String title, List<Sweep.Row> rows) {
    Map<String, List<SweepChart.Value>> curves = new LinkedHashMap<>();
    for (Sweep.Row row : rows) {
      row.decided()
          .ifPresent(
              e ->
                  curves
                      .computeIfAbsent(curve.apply(row.variant().label()), c -> new ArrayList<>())
                      .add(new SweepChart.Value(row.variant().x(), e.mean(), e.halfWidth())));
    }
    if (curves.values().stream().allMatch(values -> values.size() < 2)) {
      return List.of();
    }
    List<SweepChart.Curve> all = new ArrayList<>();
    curves.forEach((label, values) -> all.add(new SweepChart.Curve(label, values)));
    if (curves.size() == 1) {
      all.add(new SweepChart.Curve("the paper", papers(rows)));
    }
    List<SvgChart> charts = new ArrayList<>();
    charts.add(
        SweepChart.of(
            name,
            title,
            title + ": test accuracy after winner-takes-all, with 95 % intervals.",
            axis,
            "test accuracy, %",
            all));
    List<Sweep.Row> done = rows.stream().filter(row -> !row.bySeed().isEmpty()).toList();
    if (done.stream().map(Sweep.Row::exact).distinct().count() == rows.size()) {
      charts.add(byCost(name, title, done));
    }
    return charts;
  }

  private static List<SweepChart.Value> papers(List<Sweep.Row> rows) {
    return IntStream.range(0, rows.size())
        .filter(i -> rows.get(i).variant().paperPercent().isPresent())
        .mapToObj(
            i ->
                new SweepChart.Value(
                    rows.get(i).variant().x(),
                    rows.get(i).variant().paperPercent().get(),
                    Double.NaN))
        .toList();
  }

  private static SvgChart byCost(String name, String title, List<Sweep.Row> rows) {
    List<SweepChart.Value> exact = new ArrayList<>();
    List<SweepChart.Value> executed = new ArrayList<>();
    for (Sweep.Row row : rows) {
      Estimate accuracy = row.decided().orElseThrow();
      exact.add(new SweepChart.Value(row.exact(), accuracy.mean(), accuracy.halfWidth()));
      executed.add(new SweepChart.Value(Sweep.executed(row), accuracy.mean(), Double.NaN));
    }
    return SweepChart.of(
        name + "-multiplications",
        "Accuracy against multiplications an image",
        title + ": up is better, left is cheaper.",
        "multiplications (logarithmic)",
        "test accuracy, %",
        List.of(new SweepChart.Curve("exact", exact), new SweepChart.Curve("executed", executed)));
  }
}
