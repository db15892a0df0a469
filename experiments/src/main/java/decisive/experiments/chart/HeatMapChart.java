package decisive.experiments.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Percentages of a grid of two settings: the darker a cell, the higher. */
public final class HeatMapChart {
  private static final int CELL_WIDTH = 84;
  private static final int CELL_HEIGHT = 34;
  private static final int LEAST_LEFT = 120;
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
    double names =
        rows.stream().mapToDouble(row -> PlotStyle.width(row, PlotStyle.FONT)).max().orElse(0);
    int left = Math.max(LEAST_LEFT, (int) Math.ceil(names) + 16);
    int width = left + CELL_WIDTH * columns.size() + 10;
    int height = TOP + CELL_HEIGHT * rows.size() + 10;
    CellDrawing drawing = new CellDrawing(width, height, new Caption(name, title, description));
    drawing.text(Ink.TITLE, left + CELL_WIDTH * columns.size() / 2, 38, across);
    for (int j = 0; j < columns.size(); j++) {
      drawing.text(Ink.TICK_X, left + center(j), TOP - 8, columns.get(j));
    }
    double least = measured(percents).min().orElse(0);
    double most = measured(percents).max().orElse(0);
    for (int i = 0; i < rows.size(); i++) {
      int y = TOP + i * CELL_HEIGHT;
      drawing.text(Ink.TICK_Y, left - 8, y + BASELINE, rows.get(i));
      for (int j = 0; j < columns.size(); j++) {
        double percent = percents[i][j];
        if (!Double.isNaN(percent)) {
          double share = most > least ? (percent - least) / (most - least) : 1;
          drawing.cell(
              Ink.SERIES_1,
              left + j * CELL_WIDTH,
              y,
              CELL_WIDTH - 2,
              CELL_HEIGHT - 2,
              PALEST + (DARKEST - PALEST) * share);
          drawing.text(
              Ink.LABEL,
              left + center(j),
              y + BASELINE,
              String.format(Locale.ROOT, "%.2f", percent));
        }
      }
    }
    return drawing.finish();
  }

  private static DoubleStream measured(double[][] percents) {
    return Arrays.stream(percents).flatMapToDouble(Arrays::stream).filter(p -> !Double.isNaN(p));
  }

  private static int center(int column) {
    return column * CELL_WIDTH + CELL_WIDTH / 2 - 1;
  }
}
