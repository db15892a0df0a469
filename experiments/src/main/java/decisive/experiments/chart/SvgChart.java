package decisive.experiments.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A finished chart.
 *
 * @param name short, fit for a file name
 * @param description what is to be seen in it, and how to read it
 * @param inline an {@code <svg>} element for a page that holds {@link #styleSheet}
 */
public record SvgChart(String name, String description, String inline) {
  private static final String STYLE_SHEET = load();

  /** The CSS that gives the charts their colours, on light and on dark. */
  public static String styleSheet() {
    return STYLE_SHEET;
  }

  /** The chart as a file of its own, style included. */
  public String standalone() {
    int end = inline.indexOf('>') + 1;
    return String.format(
        Locale.ROOT,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        %s
        <style>
        %s</style>%s
        """,
        inline.substring(0, end),
        STYLE_SHEET,
        inline.substring(end));
  }

  private static String load() {
    try (InputStream in = SvgChart.class.getResourceAsStream("chart.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("chart.css: cannot be read from the program's own files", e);
    }
  }
}
