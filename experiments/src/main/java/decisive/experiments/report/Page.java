package decisive.experiments.report;

import decisive.experiments.chart.Markup;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.compare.Comparison;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The whole page: XHTML without scripts and without anything from outside. */
final class Page {
  private Page() {}

  static String html(Comparison comparison, ChartSections charts) {
    return """
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>Deep and shallow associative memories on %1$s</title>
        <style>
        %2$s%3$s</style>
        </head>
        <body>
        <main>
        <h1>Deep and shallow associative memories</h1>
        %4$s</main>
        </body>
        </html>
        """
        .formatted(
            Markup.text(comparison.configuration().dataset()),
            style(),
            SvgChart.styleSheet(),
            String.join(
                "",
                SummarySection.html(comparison),
                TableSection.html(comparison),
                charts.accuracy(),
                charts.training(),
                charts.winShares(),
                SampleSection.html(comparison),
                GlossarySection.html(),
                ConfigurationSection.html(comparison)));
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report.css: cannot be read from the program's own files", e);
    }
  }
}
