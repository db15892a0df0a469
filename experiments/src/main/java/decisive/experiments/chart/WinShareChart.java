package decisive.experiments.chart;

import decisive.experiments.compare.LayerWins;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How evenly the feature maps of one competition win (paper, Figures 2 to 4): their shares of all
 * wins as bars, with a dashed line where all would be if all won equally often.
 */
public final class WinShareChart {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 130;

  private WinShareChart() {}

  /**
   * Largest first.
   *
   * @param k maps per group of the network
   * @param wins of one of its layers
   */
  public static SvgChart of(int k, LayerWins wins) {
    List<Double> percents =
        wins.shares().stream().map(share -> 100 * share).sorted(Comparator.reverseOrder()).toList();
    Caption caption =
        new Caption(
            "wins-k" + k + "-" + wins.layer(),
            wins.layer(),
            "Share of wins of each of the "
                + wins.channels()
                + " feature maps of "
                + wins.layer()
                + " for k = "
                + k
                + ", in per cent, largest first.");
    return of(caption, percents);
  }

  /**
   * In an order that several charts may have in common.
   *
   * @param layer its name
   * @param images what they are wins on, as in {@code all images}
   * @param shares of each map, 0 to 1
   * @param order the maps with the largest of these numbers are first; of each map
   */
  public static SvgChart of(String layer, String images, double[] shares, long[] order) {
    List<Double> percents =
        IntStream.range(0, shares.length)
            .boxed()
            .sorted(Comparator.comparing((Integer m) -> -order[m]))
            .map(m -> 100 * shares[m])
            .toList();
    Caption caption =
        new Caption(
            "wins-" + layer + "-" + images.replace(' ', '-'),
            layer + ", " + images,
            "Share of wins of each of the "
                + shares.length
                + " feature maps of "
                + layer
                + " on "
                + images
                + ", in per cent; those that win most on all images first.");
    return of(caption, percents);
  }

  private static SvgChart of(Caption caption, List<Double> percents) {
    double even = 100.0 / percents.size();
    double top = Math.max(Collections.max(percents), even);
    BarPlot plot =
        new BarPlot(
                caption, WIDTH, HEIGHT, "", "", percents.stream().map(percent -> "").toList(), top)
            .dense();
    plot.bars("wins", Ink.SERIES_1, 0, percents);
    plot.reference("even", even);
    return plot.paint();
  }
}
