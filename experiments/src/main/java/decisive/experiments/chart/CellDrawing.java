package decisive.experiments.chart;

import java.awt.Font;
import java.util.Locale;

/** A picture made of cells and words, in the look of the other charts. */
final class CellDrawing {
  private final Caption caption;
  private final StringBuilder svg = new StringBuilder();

  /** Its title stands over it, in the middle, smaller if it is wide. */
  CellDrawing(int width, int height, Caption caption) {
    this.caption = caption;
    svg.append(
        String.format(
            Locale.ROOT,
            """
        <svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 %d %d" role="img" \
        fill="currentColor" font-family="system-ui, sans-serif" font-size="%d">
        <title>%s</title>
        <desc>%s</desc>
        """,
            width,
            height,
            PlotStyle.FONT_SIZE,
            Markup.text(caption.title()),
            Markup.text(caption.description())));
    Font font = PlotStyle.fitting(caption.title(), PlotStyle.FONT, width);
    text(Ink.TITLE, font, width / 2, 18, caption.title());
  }

  /** Words whose start, middle or end, as the ink has it, is at x; y is of their baseline. */
  void text(Ink ink, int x, int y, String text) {
    text(ink, PlotStyle.FONT, x, y, text);
  }

  private void text(Ink ink, Font font, int x, int y, String text) {
    String size =
        font.equals(PlotStyle.FONT)
            ? ""
            : String.format(
                Locale.ROOT, " font-size=\"%.1f\"", Math.floor(10 * font.getSize2D()) / 10);
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\"%s>%s</text>\n",
            ink.cssClass(),
            x,
            y,
            ink.anchor().svg,
            size,
            Markup.text(text)));
  }

  /** A filled rectangle; opacity from 0 to 1. */
  void cell(Ink ink, int x, int y, int width, int height, double opacity) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" opacity=\"%.3f\"/>\n",
            ink.cssClass(),
            x,
            y,
            width,
            height,
            opacity));
  }

  SvgChart finish() {
    return new SvgChart(caption.name(), caption.description(), svg + "</svg>");
  }
}
