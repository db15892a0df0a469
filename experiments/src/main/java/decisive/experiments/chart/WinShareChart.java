package decisive.experiments.chart;

import decisive.experiments.compare.LayerWins;
import java.util.Comparator;
import java.util.List;

/**
 * How evenly the feature maps of one competition win (paper, Figures 2 to 4): their shares of all
 * wins as bars, largest first, with a dashed line where all would be if all won equally often.
 */
public final class WinShareChart {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 130;

  private WinShareChart() {}

  /**
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
    double even = 100.0 / wins.channels();
    double top = Math.max(percents.get(0), even);
    BarPlot plot =
        new BarPlot(
                caption, WIDTH, HEIGHT, "", "", percents.stream().map(percent -> "").toList(), top)
            .dense();
    plot.bars("wins", Ink.SERIES_1, 0, percents);
    plot.reference("even", even);
    return plot.paint();
  }
}
