package decisive.experiments.chart;

import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.MemoryInput;
import decisive.experiments.compare.MemoryResult;
import decisive.experiments.compare.ModelResult;
import decisive.experiments.compare.NetworkResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The test accuracy of all models side by side, a colour for each kind. */
public final class AccuracyChart {
  private static final Caption CAPTION =
      new Caption(
          "accuracy-models",
          "Test accuracy of networks and shallow memories",
          "The same test images for all. Deep codes: the shallow memory again, storing the winners of"
              + " a network's last competition in place of pixels.");

  /** A bar's own width leaves room for its number. */
  private static final int BAR_WIDTH = 34;

  private static final int MARGINS = 60;

  /** Room above a full bar for its number and the name of its kind. */
  private static final double TOP = 120;

  private static final double KIND = 115;

  private static final double ABOVE = 4.5;

  private AccuracyChart() {}

  /** Bars of one colour: the models of a kind, and the number below each. */
  private record Kind(String name, List<? extends ModelResult> models, List<Integer> numbers) {}

  private static List<Kind> kinds(Comparison comparison) {
    List<NetworkResult> networks = comparison.networks();
    List<MemoryResult> pixels = comparison.memories(MemoryInput.Pixels.class);
    List<MemoryResult> codes = comparison.memories(MemoryInput.Codes.class);
    return List.of(
        new Kind("networks", networks, networks.stream().map(NetworkResult::k).toList()),
        new Kind("pixels", pixels, pixels.stream().map(AccuracyChart::number).toList()),
        new Kind("deep codes", codes, codes.stream().map(AccuracyChart::number).toList()));
  }

  private static int number(MemoryResult memory) {
    return memory.input() instanceof MemoryInput.Pixels pixels
        ? pixels.levels()
        : ((MemoryInput.Codes) memory.input()).k();
  }

  /** The chart of a comparison. */
  public static SvgChart of(Comparison comparison) {
    List<Kind> kinds = kinds(comparison);
    List<String> names =
        kinds.stream().flatMap(kind -> kind.numbers.stream()).map(Object::toString).toList();
    BarPlot plot =
        new BarPlot(
            CAPTION,
            Math.max(LinePlot.WIDTH, MARGINS + BAR_WIDTH * names.size()),
            LinePlot.HEIGHT,
            "k of the network, or grey levels of the pixels",
            "test accuracy, %",
            names,
            TOP);
    int bar = 0;
    for (int i = 0; i < kinds.size(); i++) {
      Kind kind = kinds.get(i);
      List<Double> heights = new ArrayList<>();
      kind.models.forEach(model -> heights.add(model.accuracyPercent()));
      if (heights.isEmpty()) {
        continue;
      }
      plot.bars(kind.name, Ink.series(i), bar, heights);
      plot.label(kind.name, bar + heights.size() / 2.0, KIND);
      for (double height : heights) {
        plot.label(String.format(Locale.ROOT, "%.1f", height), bar + 0.5, height + ABOVE);
        bar++;
      }
    }
    return plot.paint();
  }
}
