package decisive.experiments.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines and points between two axes. */
final class LinePlot {
  /** Wide enough for five legend entries, narrow enough to be read on a telephone. */
  static final int WIDTH = 420;

  static final int HEIGHT = 300;

  /** What entries side by side may take, in px: they are centred on the plot, not on the chart. */
  private static final int LEGEND_WIDTH = 360;

  /** Legend entries up to this wide, in px, leave the plot room beside them. */
  private static final int NARROW = 60;

  /** What a legend entry takes besides its name, and what one more line of them does, in px. */
  private static final int LEGEND_ENTRY = 36;

  private static final int LEGEND_LINE_HEIGHT = 22;

  /** Markers along a line with many points; one at each would hide it. */
  private static final int MARKERS_ALONG = 6;

  /** One fewer than the inks, so that neither comes back with the same other one. */
  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.CROSS
  };

  record Point(double x, double y) {}

  /**
   * @param whole whether numbers that are not whole have no label; no matter if it is logarithmic
   */
  record Axis(String title, Range range, boolean whole) {
    Axis(String title, Range range) {
      this(title, range, true);
    }
  }

  private final TextOutlines outlines = new TextOutlines();
  private final Caption caption;
  private final XYChart chart;

  LinePlot(Caption caption, Axis x, Axis y) {
    this.caption = caption;
    this.chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(caption.title())
            .xAxisTitle(x.title())
            .yAxisTitle(y.title())
            .build();
    XYStyler styler = chart.getStyler();
    PlotStyle.apply(styler);
    styler.setXAxisLogarithmic(x.range().log());
    styler.setYAxisLogarithmic(y.range().log());
    if (x.range().log()) {
      TickLabels.expectLogarithmic(x.range(), Ink.TICK_X, outlines);
    } else {
      styler.setxAxisTickLabelsFormattingFunction(value -> xTick(value, x.whole()));
    }
    if (y.range().log()) {
      TickLabels.expectLogarithmic(y.range(), Ink.TICK_Y, outlines);
    } else {
      styler.setyAxisTickLabelsFormattingFunction(this::tick);
    }
    frame(x.range(), y.range());
  }

  /**
   * Two corners nobody sees. They set the ends of the axes; and where data lie at equal distances,
   * they keep XChart from labelling every n-th of them in place of round numbers.
   */
  private void frame(Range x, Range y) {
    XYSeries frame =
        chart.addSeries("frame", new double[] {x.min(), x.max()}, new double[] {y.min(), y.max()});
    frame.setShowInLegend(false);
    frame.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    frame.setMarker(SeriesMarkers.NONE);
  }

  /** A line without markers and without a legend entry. */
  void line(String name, Ink ink, List<Point> points) {
    XYSeries series = add(name + ", line", ink, points);
    series.setShowInLegend(false);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineStyle(PlotStyle.LINE);
  }

  /** As {@link #line}, dashed: what a formula says. */
  void dashed(String name, Ink ink, List<Point> points) {
    XYSeries series = add(name + ", formula", ink, points);
    series.setShowInLegend(false);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineStyle(PlotStyle.DASHED);
  }

  /** A bar from low to high: an interval. */
  void interval(String name, Ink ink, double x, double low, double high) {
    XYSeries series =
        add(name + ", interval at " + x, ink, List.of(new Point(x, low), new Point(x, high)));
    series.setShowInLegend(false);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineStyle(PlotStyle.THIN);
  }

  /** Markers of the {@code shape}-th kind, and a legend entry. */
  void markers(String name, Ink ink, int shape, List<Point> points) {
    XYSeries series = add(outlines.add(Ink.TITLE, name, PlotStyle.FONT), ink, points);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setMarker(MARKERS[shape % MARKERS.length]);
    series.setLineStyle(SeriesLines.NONE);
  }

  /** A few points of a line, its last one among them. */
  static List<Point> sparse(List<Point> line) {
    int step = Math.max(1, line.size() / MARKERS_ALONG);
    List<Point> some = new ArrayList<>();
    for (int i = (line.size() - 1) % step; i < line.size(); i += step) {
      some.add(line.get(i));
    }
    return some;
  }

  /** A text centred on a point. */
  void label(String text, double x, double y) {
    chart.addAnnotation(
        new AnnotationText(outlines.add(Ink.LABEL, text, PlotStyle.FONT), x, y, false));
  }

  SvgChart paint() {
    List<String> entries =
        chart.getSeriesMap().values().stream()
            .filter(XYSeries::isShowInLegend)
            .map(XYSeries::getLabel)
            .toList();
    double[] widths =
        entries.stream().mapToDouble(name -> PlotStyle.width(name, PlotStyle.FONT)).toArray();
    int height = HEIGHT;
    if (Arrays.stream(widths).map(width -> width + LEGEND_ENTRY).sum() > LEGEND_WIDTH) {
      chart.getStyler().setLegendLayout(LegendLayout.Vertical);
      if (Arrays.stream(widths).allMatch(width -> width <= NARROW)) {
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
      } else {
        height += (entries.size() - 1) * LEGEND_LINE_HEIGHT;
      }
    }
    return PlotStyle.paint(chart, height, outlines, caption);
  }

  private XYSeries add(String name, Ink ink, List<Point> points) {
    XYSeries series =
        chart.addSeries(
            name,
            points.stream().mapToDouble(Point::x).toArray(),
            points.stream().mapToDouble(Point::y).toArray());
    series.setLineColor(ink.color());
    series.setMarkerColor(ink.color());
    return series;
  }

  private String xTick(double value, boolean whole) {
    String text = TickLabels.compact(value);
    boolean shown = !whole || value == Math.rint(value);
    return outlines.add(Ink.TICK_X, text, shown ? text : "", PlotStyle.FONT);
  }

  private String tick(double value) {
    return outlines.add(Ink.TICK_Y, TickLabels.compact(value), PlotStyle.FONT);
  }
}
