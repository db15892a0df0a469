package decisive.experiments.report;

import decisive.experiments.chart.Markup;
import decisive.experiments.chart.SvgChart;
import java.util.List;
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
    problem.ifPresent(why -> figures.append("<p>%s</p>\n".formatted(Markup.text(why))));
    for (SvgChart chart : charts) {
      figures.append(
          "<figure>%s<figcaption>%s</figcaption></figure>\n"
              .formatted(chart.inline(), Markup.text(chart.description())));
    }
    return figures.isEmpty()
        ? ""
        : """
        <section id="%s"><h2>%s</h2><div class="charts">
        %s</div></section>
        """
            .formatted(id, Markup.text(heading), figures);
  }
}
