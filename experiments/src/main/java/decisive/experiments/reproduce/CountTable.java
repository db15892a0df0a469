package decisive.experiments.reproduce;

import decisive.experiments.Progress;
import decisive.experiments.train.RunConfig;
import decisive.nn.competition.Competition;
import decisive.nn.count.CountingRule;
import decisive.nn.count.MultiplicationCount;
import decisive.nn.resnet.ResNet;
import decisive.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The multiplications of Table 1, of the paper's own networks, by every rule. */
final class CountTable implements Experiment {
  private static final int EDGE = 32;
  private static final int CHANNELS = 3;
  private static final int MOST = 64;

  /** Of ResNet-18 and ResNet-50, as printed. */
  private static final Map<Integer, List<Long>> PAPER =
      Map.of(
          1, List.of(5_070_848L, 1_297_809_408L),
          2, List.of(3_125_248L, 861_601_792L),
          4, List.of(2_152_448L, 643_497_984L),
          8, List.of(1_666_048L, 534_446_080L),
          16, List.of(1_422_848L, 479_920_128L),
          32, List.of(1_301_248L, 452_657_152L),
          64, List.of(1_240_448L, 439_025_664L));

  @Override
  public String name() {
    return "multiplications";
  }

  @Override
  public String title() {
    return "Table 1's multiplications: the paper's networks by every rule";
  }

  @Override
  public List<RunConfig> runs(Setting setting) {
    return List.of();
  }

  @Override
  public Section section(
      Setting setting, List<RunOutcome> outcomes, Study study, Progress progress) {
    List<String> headings = new ArrayList<>(List.of("", "the paper's"));
    for (CountingRule rule : CountingRule.values()) {
      headings.add(rule.label());
    }
    List<List<String>> rows = new ArrayList<>();
    int met = 0;
    List<String> models = List.of("resnet18", "resnet50");
    for (int m = 0; m < models.size(); m++) {
      for (int k = 1; k <= MOST; k *= 2) {
        long printed = PAPER.get(k).get(m);
        List<String> row = new ArrayList<>(List.of(models.get(m) + ", k = " + k, number(printed)));
        ResNet network = ResNet.named(models.get(m)).competition(Competition.groupsOf(k)).build(0);
        boolean found = false;
        for (CountingRule rule : CountingRule.values()) {
          long count =
              MultiplicationCount.of(network, Shape.of(EDGE, EDGE, CHANNELS), rule).total();
          found |= count == printed;
          row.add(number(count));
        }
        met += found ? 1 : 0;
        rows.add(row);
      }
    }
    return new Section(
        name(),
        title(),
        headings,
        rows,
        List.of(
            met
                + " of the paper's "
                + rows.size()
                + " numbers are met to the unit by one of the rules: ResNet-18's leave the input"
                + " channels out, ResNet-50's count what reads a block's input as dense."),
        "Counted from the networks' shapes for an image of 32×32; the linear layer is in none.",
        List.of());
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
