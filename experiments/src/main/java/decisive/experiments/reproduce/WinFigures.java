package decisive.experiments.reproduce;

import decisive.datasets.Split;
import decisive.experiments.Progress;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.chart.WinShareChart;
import decisive.experiments.train.DecidedNetwork;
import decisive.experiments.train.RunConfig;
import decisive.nn.decide.MapWins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures 2 to 4: who wins how often, by layer, and for the first two classes. */
final class WinFigures implements Experiment {
  private static final int BATCH = 64;
  private static final int K = 4;

  @Override
  public String name() {
    return "figures2-4";
  }

  @Override
  public String title() {
    return "Figures 2 to 4: shares of wins by map and layer, and of two classes";
  }

  @Override
  public List<RunConfig> runs(Setting setting) {
    return List.of(setting.scale().run(setting.data(), Map.of("k", K), 1));
  }

  @Override
  public Section section(Setting setting, List<RunOutcome> outcomes, Study study, Progress progress)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<SvgChart> charts = new ArrayList<>();
    List<Double> distances = new ArrayList<>();
    RunOutcome outcome = outcomes.get(0);
    if (outcome.result().isPresent()) {
      DecidedNetwork decided = study.decided(outcome.config());
      Split data = Study.data(outcome.config());
      List<String> classes = data.test().classNames();
      List<MapWins> wins =
          decided.dham().wins(decided.testBatches(outcome.config().data(), data, BATCH).epoch(0));
      for (int i = 0; i < wins.size(); i++) {
        MapWins layer = wins.get(i);
        long[] all = layer.all();
        double[] shares = MapWins.shares(all);
        double[] first = MapWins.shares(layer.byClass()[0]);
        double[] second = MapWins.shares(layer.byClass()[1]);
        double distance = distance(first, second);
        distances.add(distance);
        double most = Arrays.stream(shares).max().orElse(0);
        rows.add(
            List.of(
                layer.layer(),
                String.valueOf(shares.length),
                String.format(Locale.ROOT, "%.1f", most * shares.length),
                String.valueOf(Arrays.stream(all).filter(count -> count == 0).count()),
                String.format(Locale.ROOT, "%.3f", distance)));
        if (i == 0 || i == wins.size() / 2 || i == wins.size() - 1) {
          charts.add(WinShareChart.of(layer.layer(), "all images", shares, all));
          charts.add(WinShareChart.of(layer.layer(), "images of " + classes.get(0), first, all));
          charts.add(WinShareChart.of(layer.layer(), "images of " + classes.get(1), second, all));
        }
      }
    }
    return new Section(
        name(),
        title(),
        List.of(
            "layer",
            "maps",
            "most frequent winner, times its even share",
            "maps that never win",
            "distance of two classes"),
        rows,
        findings(distances),
        "A network with k = 4 and seed 1 (the paper: ResNet-50 on CIFAR-100); wins are counted over"
            + " all locations and test images. The distance of the first two classes is half the sum"
            + " of the differences of their shares: 0 if the same maps win, 1 if others.",
        charts);
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int m = 0; m < a.length; m++) {
      sum += Math.abs(a[m] - b[m]);
    }
    return sum / 2;
  }

  private static List<String> findings(List<Double> distances) {
    if (distances.isEmpty()) {
      return List.of();
    }
    double first = distances.get(0);
    double last = distances.get(distances.size() - 1);
    return List.of(
        String.format(
            Locale.ROOT,
            "Two classes share winners %s in the last layer than in the first (distance %.3f and"
                + " %.3f), as the paper's Figure 4 %s.",
            last > first ? "less" : "more",
            last,
            first,
            last > first ? "shows" : "does not show"));
  }
}
