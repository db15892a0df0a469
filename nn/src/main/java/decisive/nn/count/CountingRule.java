package decisive.nn.count;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What counts as a multiplication of a convolution whose input has one winner in each group of k
 * maps. The paper's Table 1 uses two rules that leave something out; all its numbers follow from
 * them to the unit.
 */
public enum CountingRule {
  /**
   * Output elements × kernel area × input maps that can win, and that it sees: C_in / k where
   * nothing is pooled.
   */
  EXACT("exact") {
    @Override
    public long multiplications(ConvolutionSite site) {
      return site.outputElements() / site.groups() * site.area() * site.inputWinners();
    }
  },
  /**
   * The ResNet-18 column of Table 1: output elements × kernel area / k. The number of input
   * channels is left out.
   */
  TABLE1_RESNET18("table1-resnet18") {
    @Override
    public long multiplications(ConvolutionSite site) {
      return site.outputElements() * site.area() / site.inputGroupSize();
    }
  },
  /**
   * The ResNet-50 column of Table 1: as {@link #EXACT}, but a convolution that reads a block's
   * input is counted as if that input were dense.
   */
  TABLE1_RESNET50("table1-resnet50") {
    @Override
    public long multiplications(ConvolutionSite site) {
      return site.readsBlockInput()
          ? site.outputElements() / site.groups() * site.area() * site.inputs()
          : EXACT.multiplications(site);
    }
  };

  private final String label;

  CountingRule(String label) {
    this.label = label;
  }

  /** Multiplications of a convolution for one image. */
  public abstract long multiplications(ConvolutionSite site);

  /** As the command line names it. */
  public String label() {
    return label;
  }

  /**
   * @throws IllegalArgumentException for an unknown name; lists the known ones
   */
  public static CountingRule named(String label) {
    return Arrays.stream(values())
        .filter(rule -> rule.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "rule "
                        + label
                        + ": unknown; there are "
                        + Arrays.stream(values())
                            .map(CountingRule::label)
                            .collect(Collectors.joining(", "))));
  }
}
