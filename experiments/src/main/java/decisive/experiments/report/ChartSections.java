package decisive.experiments.report;

import decisive.experiments.chart.AccuracyChart;
import decisive.experiments.chart.CostChart;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.chart.TrainingCharts;
import decisive.experiments.chart.WinShareChart;
import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.LayerWins;
import decisive.experiments.compare.ModelKind;
import decisive.experiments.compare.ModelResult;
import java.util.ArrayList;
import java.util.List;

/** The sections that are mostly charts. */
final class ChartSections {
  private ChartSections() {}

  /** The charts that also become files of their own, in the order of the page. */
  static List<SvgChart> files(Comparison comparison) {
    List<SvgChart> charts = new ArrayList<>();
    CostChart.of(comparison).ifPresent(charts::add);
    charts.add(AccuracyChart.of(comparison));
    charts.addAll(TrainingCharts.of(comparison));
    return charts;
  }

  static String accuracy(Comparison comparison) {
    StringBuilder figures = new StringBuilder();
    CostChart.of(comparison)
        .ifPresent(
            chart ->
                figures.append(
                    figure(
                        chart,
                        "Up is better, left is cheaper. Each step of k halves the products that"
                            + " follow a competition; products whose input is zero need not be"
                            + " executed.")));
    figures.append(
        figure(
            AccuracyChart.of(comparison),
            "The same test images for all. The shallow memory fails on pixels, and works on what"
                + " the networks have made of them."));
    return section("accuracy", "What accuracy costs", figures);
  }

  static String training(Comparison comparison) {
    StringBuilder figures = new StringBuilder();
    TrainingCharts.of(comparison).forEach(chart -> figures.append(figure(chart, "")));
    return figures.isEmpty() ? "" : section("training", "Training", figures);
  }

  static String winShares(Comparison comparison) {
    StringBuilder html = new StringBuilder();
    for (ModelResult network : comparison.models(ModelKind.NETWORK)) {
      if (!network.winShares().isEmpty()) {
        html.append("<h3>k = %d</h3>\n<div class=\"multiples\">\n".formatted(network.k()));
        for (LayerWins wins : network.winShares()) {
          html.append(figure(WinShareChart.of(network.k(), wins), silent(wins)));
        }
        html.append("</div>\n");
      }
    }
    return html.isEmpty()
        ? ""
        : """
          <section id="wins">
          <h2>Who wins</h2>
          <p>Share of wins of each feature map in per cent, largest first, over all places and test \
          images. The dashed line is where all would be if all won equally often.</p>
          %s</section>
          """
            .formatted(html);
  }

  private static String silent(LayerWins wins) {
    long silent = wins.shares().stream().filter(share -> share == 0).count();
    return "%d maps, groups of %d%s"
        .formatted(
            wins.channels(), wins.groupSize(), silent == 0 ? "" : "; " + silent + " never win");
  }

  private static String section(String id, String heading, StringBuilder figures) {
    return """
        <section id="%s">
        <h2>%s</h2>
        <div class="charts">
        %s</div>
        </section>
        """
        .formatted(id, heading, figures);
  }

  private static String figure(SvgChart chart, String caption) {
    return """
        <figure>%s%s</figure>
        """
        .formatted(
            chart.inline(),
            caption.isEmpty() ? "" : "<figcaption>" + Markup.text(caption) + "</figcaption>");
  }
}
