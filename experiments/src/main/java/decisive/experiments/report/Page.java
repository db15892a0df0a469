package decisive.experiments.report;

import decisive.experiments.chart.Markup;
import decisive.experiments.chart.SvgChart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The whole page: XHTML without scripts and without anything from outside. */
final class Page {
  private Page() {}

  /**
   * @param title of the window
   * @param heading of the page
   * @param body what follows the heading, as XHTML
   */
  static String html(String title, String heading, String body) {
    return String.format(
        Locale.ROOT,
        """
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>%s</title>
        <style>
        %s%s</style>
        </head>
        <body>
        <main>
        <h1>%s</h1>
        %s</main>
        </body>
        </html>
        """,
        Markup.text(title),
        style(),
        SvgChart.styleSheet(),
        Markup.text(heading),
        body);
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report.css: cannot be read from the program's own files", e);
    }
  }
}
