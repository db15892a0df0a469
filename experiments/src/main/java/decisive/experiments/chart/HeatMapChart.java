package decisive.experiments.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Percentages of a grid of two settings: the darker a cell, the higher. */
public final class HeatMapChart {
  private static final int CELL_WIDTH = 84;
  private static final int CELL_HEIGHT = 34;
  private static final int LEFT = 120;
  private static final int TOP = 64;
  private static final int BASELINE = 21;
  private static final double PALEST = 0.05;
  private static final double DARKEST = 0.6;

  private HeatMapChart() {}

  /**
   * @param name of its file
   * @param across what the columns are
   * @param rows names of the rows, from the top
   * @param columns names of the columns, from the left
   * @param percents of each row and column; NaN where nothing was measured
   * @throws IllegalArgumentException if there are not as many as rows times columns
   */
  public static SvgChart of(
      String name,
      String title,
      String description,
      String across,
      List<String> rows,
      List<String> columns,
      double[][] percents) {
    if (percents.length != rows.size()
        || Arrays.stream(percents).anyMatch(row -> row.length != columns.size())) {
      throw new IllegalArgumentException(
          "heat map "
              + name
              + ": the percentages are not "
              + rows.size()
              + " rows of "
              + columns.size()
              + "; give one for each cell");
    }
    int width = LEFT + CELL_WIDTH * columns.size() + 10;
    int height = TOP + CELL_HEIGHT * rows.size() + 10;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 %d %d" role="img" \
        fill="currentColor" font-family="system-ui, sans-serif" font-size="%d">
        <title>%s</title>
        <desc>%s</desc>
        """
            .formatted(
                width, height, PlotStyle.FONT_SIZE, Markup.text(title), Markup.text(description)));
    text(svg, "title", width / 2, 18, "middle", title);
    text(svg, "title", LEFT + CELL_WIDTH * columns.size() / 2, 38, "middle", across);
    for (int j = 0; j < columns.size(); j++) {
      text(svg, "tick", center(j), TOP - 8, "middle", columns.get(j));
    }
    double least = measured(percents).min().orElse(0);
    double most = measured(percents).max().orElse(0);
    for (int i = 0; i < rows.size(); i++) {
      int y = TOP + i * CELL_HEIGHT;
      text(svg, "tick", LEFT - 8, y + BASELINE, "end", rows.get(i));
      for (int j = 0; j < columns.size(); j++) {
        double percent = percents[i][j];
        if (!Double.isNaN(percent)) {
          double share = most > least ? (percent - least) / (most - least) : 1;
          svg.append(
              String.format(
                  Locale.ROOT,
                  "<rect class=\"s1\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
                      + " opacity=\"%.3f\"/>\n",
                  LEFT + j * CELL_WIDTH,
                  y,
                  CELL_WIDTH - 2,
                  CELL_HEIGHT - 2,
                  PALEST + (DARKEST - PALEST) * share));
          text(
              svg,
              "label",
              center(j),
              y + BASELINE,
              "middle",
              String.format(Locale.ROOT, "%.2f", percent));
        }
      }
    }
    return new SvgChart(name, description, svg.append("</svg>").toString());
  }

  private static DoubleStream measured(double[][] percents) {
    return Arrays.stream(percents).flatMapToDouble(Arrays::stream).filter(p -> !Double.isNaN(p));
  }

  private static int center(int column) {
    return LEFT + column * CELL_WIDTH + CELL_WIDTH / 2 - 1;
  }

  private static void text(
      StringBuilder svg, String ink, int x, int y, String anchor, String text) {
    svg.append(
        "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n"
            .formatted(ink, x, y, anchor, Markup.text(text)));
  }
}
