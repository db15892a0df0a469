package decisive.experiments.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** The common look of all charts, and the last step of painting them. */
final class PlotStyle {
  static final int FONT_SIZE = 12;
  static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE);
  static final Font TITLE_FONT = FONT.deriveFont(FONT_SIZE + 1f);
  static final BasicStroke LINE = new BasicStroke(2);
  static final BasicStroke THIN = new BasicStroke(1);
  static final BasicStroke DASHED =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 3}, 0);

  /** How XChart writes the numbers of a logarithmic axis, before we write them shorter. */
  static final String LOG_PATTERN = "0.############";

  private static final FontRenderContext FRACTIONAL = new FontRenderContext(null, true, true);
  private static final int MARKER_SIZE = 8;

  /** Of a chart's width that its title may take: it is centred on the plot, not on the chart. */
  private static final double TITLE_SHARE = 0.8;

  private PlotStyle() {}

  /** Nothing but ink: no background, no frame, roles for colours. */
  static void apply(AxesChartStyler styler) {
    styler
        .setChartBackgroundColor(Ink.NONE.color())
        .setPlotBackgroundColor(Ink.NONE.color())
        .setPlotBorderVisible(false)
        .setChartFontColor(Ink.TITLE.color())
        .setChartTitleBoxVisible(false)
        .setChartTitleFont(TITLE_FONT)
        .setChartPadding(6)
        .setLegendBackgroundColor(Ink.NONE.color())
        .setLegendBorderColor(Ink.NONE.color())
        .setLegendFont(FONT)
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal)
        .setLegendPadding(8)
        .setAnnotationTextFont(FONT)
        .setAnnotationTextFontColor(Ink.LABEL.color())
        .setMarkerSize(MARKER_SIZE)
        .setAntiAlias(true);
    styler
        .setAxisTickLabelsFont(FONT)
        .setXAxisTickLabelsColor(Ink.TICK_X.color())
        .setYAxisTickLabelsColor(Ink.TICK_Y.color())
        .setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right)
        .setAxisTicksMarksVisible(false)
        .setAxisTitleFont(FONT)
        .setPlotGridLinesColor(Ink.GRID.color())
        .setPlotGridLinesStroke(THIN)
        .setPlotTicksMarksVisible(false)
        .setAxisTicksLineVisible(false)
        .setXAxisLogarithmicDecadeOnly(false)
        .setYAxisLogarithmicDecadeOnly(false)
        .setPlotMargin(0)
        .setLocale(Locale.ROOT)
        .setDecimalPattern(LOG_PATTERN);
  }

  /** How wide a browser writes a text, in px: letters are not moved to whole pixels. */
  static double width(String text, Font font) {
    return font.getStringBounds(text, FRACTIONAL).getWidth();
  }

  /** The font, or as much smaller as the text needs to be no wider, in px. */
  static Font fitting(String text, Font font, double width) {
    double room = width / width(text, font);
    return room < 1 ? font.deriveFont((float) (font.getSize2D() * room)) : font;
  }

  /**
   * Paints the chart, that high; all its texts must be among the outlines by then, or be said by
   * them. A title that is too wide for the chart is written smaller.
   */
  static SvgChart paint(Chart<?, ?> chart, int height, TextOutlines outlines, Caption caption) {
    if (!chart.getTitle().isBlank()) {
      Font font = fitting(chart.getTitle(), TITLE_FONT, TITLE_SHARE * chart.getWidth());
      chart.getStyler().setChartTitleFont(font);
      outlines.add(Ink.TITLE, chart.getTitle(), font);
    }
    outlines.add(Ink.TITLE, chart.getXAxisTitle(), FONT);
    outlines.addUpwards(Ink.TITLE, chart.getYAxisTitle(), FONT);
    ChartGraphics graphics = new ChartGraphics(SvgWriter.document(), outlines);
    chart.paint(graphics, chart.getWidth(), height);
    graphics.finish();
    return SvgWriter.write(graphics, chart.getWidth(), height, caption);
  }
}
