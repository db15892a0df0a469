package decisive.experiments.report;

import decisive.experiments.chart.Markup;
import decisive.experiments.compare.Comparison;
import java.util.List;
import java.util.Locale;

/** The table of all models. */
final class TableSection {
  private TableSection() {}

  static String html(Comparison comparison) {
    StringBuilder rows = new StringBuilder();
    for (ModelRow row : ModelRow.of(comparison)) {
      rows.append("<tr>").append(cells(row.cells(), "th scope=\"row\"", "td")).append("</tr>\n");
    }
    return String.format(
        Locale.ROOT,
        """
        <section id="models">
        <h2>All models</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Table of all models">
        <table class="numbers">
        <thead><tr>%s</tr></thead>
        <tbody>
        %s</tbody>
        </table>
        </div>
        <p class="note">Multiplications per image. Training: to train the network, or to store the \
        training images. Test: to answer all %s test images.</p>
        </section>
        """,
        cells(ModelRow.HEADINGS, "th scope=\"col\"", "th scope=\"col\""),
        rows,
        NumberText.count(comparison.configuration().testImages()));
  }

  private static String cells(List<String> cells, String first, String others) {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String tag = i == 0 ? first : others;
      html.append(
          String.format(
              Locale.ROOT,
              "<%s>%s</%s>",
              tag,
              Markup.text(cells.get(i)),
              tag.replaceAll(" .*", "")));
    }
    return html.toString();
  }
}
