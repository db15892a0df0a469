package decisive.experiments.report;

import decisive.experiments.chart.Markup;
import java.util.Locale;
import java.util.Map;

/** A table of names and what they are. */
final class FactsTable {
  private FactsTable() {}

  static String html(Map<String, String> facts) {
    StringBuilder rows = new StringBuilder();
    facts.forEach(
        (name, value) ->
            rows.append(
                String.format(
                    Locale.ROOT,
                    "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n",
                    Markup.text(name),
                    Markup.text(value))));
    return String.format(
        Locale.ROOT,
        """
        <table class="facts">
        <tbody>
        %s</tbody>
        </table>
        """,
        rows);
  }
}
