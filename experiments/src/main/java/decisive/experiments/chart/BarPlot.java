package decisive.experiments.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Percentages as upright bars side by side. */
final class BarPlot {
  private final TextOutlines outlines = new TextOutlines();
  private final Caption caption;
  private final CategoryChart chart;
  private final List<String> names;

  /**
   * @param names one under each bar; empty strings for bars without names
   * @param max upper end of the axis; the lower end is 0. Above 100 there is only room for texts
   */
  BarPlot(
      Caption caption,
      int width,
      int height,
      String xTitle,
      String yTitle,
      List<String> names,
      double max) {
    this.caption = caption;
    this.names = names;
    this.chart =
        new CategoryChartBuilder()
            .width(width)
            .height(height)
            .title(caption.title())
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    CategoryStyler styler = chart.getStyler();
    PlotStyle.apply(styler);
    styler.setOverlapped(true);
    styler.setLegendVisible(false);
    styler.setYAxisMin(0.0);
    styler.setYAxisMax(max);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setyAxisTickLabelsFormattingFunction(this::percentTick);
    // Unseen bars that keep XChart from labelling the heights of the others in place of round
    // numbers.
    bars("frame", Ink.NONE, 0, names.size() > 1 ? List.of(0.0, max) : List.of(0.0));
    names.forEach(name -> outlines.add(Ink.TICK_X, name, PlotStyle.FONT));
  }

  /** Bars touching each other, without names. */
  BarPlot dense() {
    chart.getStyler().setAvailableSpaceFill(1);
    chart.getStyler().setXAxisTicksVisible(false);
    return this;
  }

  /** Bars of one kind: {@code heights.get(i)} over {@code names.get(first + i)}. */
  void bars(String kind, Ink ink, int first, List<Double> heights) {
    List<Double> all = new ArrayList<>(Collections.nCopies(names.size(), null));
    for (int i = 0; i < heights.size(); i++) {
      all.set(first + i, heights.get(i));
    }
    chart.addSeries(kind, names, all).setFillColor(ink.color());
  }

  /** A dashed line over all bars. */
  void reference(String kind, double height) {
    CategorySeries series = chart.addSeries(kind, names, Collections.nCopies(names.size(), height));
    series.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Line);
    series.setLineColor(Ink.AXIS.color());
    series.setLineStyle(PlotStyle.DASHED);
    series.setMarker(SeriesMarkers.NONE);
  }

  /** A text centred on the height {@code y}; bar i is centred on {@code x} = i + 1/2. */
  void label(String text, double x, double y) {
    chart.addAnnotation(
        new AnnotationText(outlines.add(Ink.LABEL, text, PlotStyle.FONT), x, y, false));
  }

  private String percentTick(double value) {
    String text = TickLabels.compact(value);
    return outlines.add(Ink.TICK_Y, text, value > 100 ? "" : text, PlotStyle.FONT);
  }

  SvgChart paint() {
    return PlotStyle.paint(chart, chart.getHeight(), outlines, caption);
  }
}
