package decisive.experiments.report;

import decisive.experiments.chart.Markup;
import decisive.experiments.chart.SvgChart;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Charts side by side, each with its description below it. */
final class FigureList {
  private FigureList() {}

  /**
   * A section of charts; empty if there is nothing to show.
   *
   * @param problem why there are no charts
   */
  static String section(
      String id, String heading, List<SvgChart> charts, Optional<String> problem) {
    StringBuilder figures = new StringBuilder();
    problem.ifPresent(
        why -> figures.append(String.format(Locale.ROOT, "<p>%s</p>\n", Markup.text(why))));
    for (SvgChart chart : charts) {
      figures.append(
          String.format(
              Locale.ROOT,
              "<figure>%s<figcaption>%s</figcaption></figure>\n",
              chart.inline(),
              Markup.text(chart.description())));
    }
    return figures.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            """
        <section id="%s"><h2>%s</h2><div class="charts">
        %s</div></section>
        """,
            id,
            Markup.text(heading),
            figures);
  }
}
