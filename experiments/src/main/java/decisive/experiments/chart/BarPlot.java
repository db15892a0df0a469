package decisive.experiments.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.CategoryStyler;

/** Upright bars side by side. */
final class BarPlot {
  private final TextOutlines outlines = new TextOutlines();
  private final Caption caption;
  private final CategoryChart chart;
  private final List<String> names;

  /**
   * @param names one under each bar; empty strings for bars without names
   * @param max upper end of the axis; the lower end is 0
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
    styler.setYAxisMin(0.0);
    styler.setYAxisMax(max);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setyAxisTickLabelsFormattingFunction(
        value -> outlines.add(TickLabels.compact(value), PlotStyle.FONT));
    names.forEach(name -> outlines.add(name, PlotStyle.FONT));
  }

  /** Bars touching each other, without names and legend. */
  BarPlot dense() {
    chart.getStyler().setAvailableSpaceFill(1);
    chart.getStyler().setXAxisTicksVisible(false);
    chart.getStyler().setLegendVisible(false);
    return this;
  }

  /** Bars of one kind: {@code heights.get(i)} over {@code names.get(first + i)}. */
  void bars(String kind, Ink ink, int first, List<Double> heights) {
    List<Double> all = new ArrayList<>(Collections.nCopies(names.size(), null));
    for (int i = 0; i < heights.size(); i++) {
      all.set(first + i, heights.get(i));
    }
    CategorySeries series = chart.addSeries(outlines.add(kind, PlotStyle.FONT), names, all);
    series.setFillColor(ink.color());
  }

  /** A text over bar {@code index}, centred on the height {@code y}. */
  void label(String text, int index, double y) {
    chart.addAnnotation(
        new AnnotationText(outlines.add(text, PlotStyle.FONT), index + 0.5, y, false));
  }

  SvgChart paint() {
    return PlotStyle.paint(chart, outlines, caption);
  }
}
