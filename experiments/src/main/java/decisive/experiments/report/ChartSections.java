package decisive.experiments.report;

import decisive.experiments.chart.AccuracyChart;
import decisive.experiments.chart.CostChart;
import decisive.experiments.chart.Markup;
import decisive.experiments.chart.SavingChart;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.chart.TrainingCharts;
import decisive.experiments.chart.WinShareChart;
import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.LayerWins;
import decisive.experiments.compare.NetworkResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The sections that are mostly charts. */
final class ChartSections {
  private final Comparison comparison;
  private final Optional<String> problem;
  private final List<SvgChart> costs = new ArrayList<>();
  private final List<SvgChart> training = new ArrayList<>();

  /**
   * @param problem why there are no charts; they are drawn if it is empty
   */
  ChartSections(Comparison comparison, Optional<String> problem) {
    this.comparison = comparison;
    this.problem = problem;
    if (problem.isEmpty()) {
      CostChart.of(comparison).ifPresent(costs::add);
      SavingChart.of(comparison).ifPresent(costs::add);
      costs.add(AccuracyChart.of(comparison));
      training.addAll(TrainingCharts.of(comparison));
    }
  }

  /** The charts that also become files of their own, in the order of the page. */
  List<SvgChart> files() {
    List<SvgChart> charts = new ArrayList<>(costs);
    charts.addAll(training);
    return charts;
  }

  String accuracy() {
    StringBuilder figures = new StringBuilder();
    problem.ifPresent(
        why -> figures.append(String.format(Locale.ROOT, "<p>%s</p>\n", Markup.text(why))));
    costs.forEach(chart -> figures.append(figure(chart, chart.description())));
    return section("accuracy", "What accuracy costs", figures);
  }

  String training() {
    StringBuilder figures = new StringBuilder();
    training.forEach(chart -> figures.append(figure(chart, "")));
    return figures.isEmpty() ? "" : section("training", "Training", figures);
  }

  String winShares() {
    StringBuilder html = new StringBuilder();
    for (NetworkResult network : comparison.networks()) {
      if (problem.isEmpty() && !network.winShares().isEmpty()) {
        html.append(
            String.format(
                Locale.ROOT, "<h3>k = %s</h3>\n<div class=\"multiples\">\n", network.k()));
        for (LayerWins wins : network.winShares()) {
          html.append(figure(WinShareChart.of(network.k(), wins), silent(wins)));
        }
        html.append("</div>\n");
      }
    }
    return html.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            """
          <section id="wins">
          <h2>Who wins</h2>
          <p>Share of wins of each feature map in per cent, largest first, over all places and test \
          images. The dashed line is where all would be if all won equally often.</p>
          %s</section>
          """,
            html);
  }

  private static String silent(LayerWins wins) {
    long silent = wins.shares().stream().filter(share -> share == 0).count();
    return String.format(
        Locale.ROOT,
        "%s maps, groups of %s%s",
        wins.channels(),
        wins.groupSize(),
        silent == 0 ? "" : "; " + silent + " never win");
  }

  private static String section(String id, String heading, StringBuilder figures) {
    return String.format(
        Locale.ROOT,
        """
        <section id="%s">
        <h2>%s</h2>
        <div class="charts">
        %s</div>
        </section>
        """,
        id,
        heading,
        figures);
  }

  private static String figure(SvgChart chart, String caption) {
    return String.format(
        Locale.ROOT,
        """
        <figure>%s%s</figure>
        """,
        chart.inline(),
        caption.isEmpty() ? "" : "<figcaption>" + Markup.text(caption) + "</figcaption>");
  }
}
