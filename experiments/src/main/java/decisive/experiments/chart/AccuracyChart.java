package decisive.experiments.chart;

import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.ModelKind;
import decisive.experiments.compare.ModelResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The test accuracy of all models side by side, a colour for each kind. */
public final class AccuracyChart {
  private static final Caption CAPTION =
      new Caption(
          "accuracy-models",
          "Test accuracy of networks and shallow memories",
          "The same test images for all. Deep codes: the shallow memory again, storing the winners of"
              + " a network's last competition in place of pixels.");

  private static final Map<ModelKind, String> KINDS =
      Map.of(
          ModelKind.NETWORK, "networks",
          ModelKind.SHALLOW_PIXELS, "pixels",
          ModelKind.SHALLOW_CODES, "deep codes");

  /** A bar's own width leaves room for its number. */
  private static final int BAR_WIDTH = 34;

  private static final int MARGINS = 60;

  /** Room above a full bar for its number and the name of its kind. */
  private static final double TOP = 120;

  private static final double KIND = 115;

  private static final double ABOVE = 4.5;

  private AccuracyChart() {}

  /** The chart of a comparison. */
  public static SvgChart of(Comparison comparison) {
    List<ModelResult> models = new ArrayList<>();
    for (ModelKind kind : ModelKind.values()) {
      models.addAll(comparison.models(kind));
    }
    List<String> names =
        models.stream()
            .map(model -> String.valueOf(model.k() != null ? model.k() : model.levels()))
            .toList();
    int width = Math.max(LinePlot.WIDTH, MARGINS + BAR_WIDTH * models.size());
    BarPlot plot =
        new BarPlot(
            CAPTION,
            width,
            LinePlot.HEIGHT,
            "k of the network, or grey levels of the pixels",
            "test accuracy, %",
            names,
            TOP);
    int first = 0;
    for (ModelKind kind : ModelKind.values()) {
      List<Double> heights =
          comparison.models(kind).stream().map(ModelResult::accuracyPercent).toList();
      if (!heights.isEmpty()) {
        plot.bars(KINDS.get(kind), Ink.series(kind.ordinal()), first, heights);
        plot.label(KINDS.get(kind), first + heights.size() / 2.0, KIND);
      }
      first += heights.size();
    }
    for (int i = 0; i < models.size(); i++) {
      double accuracy = models.get(i).accuracyPercent();
      plot.label(String.format(Locale.ROOT, "%.1f", accuracy), i + 0.5, accuracy + ABOVE);
    }
    return plot.paint();
  }
}
