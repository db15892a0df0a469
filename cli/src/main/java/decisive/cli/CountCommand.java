package decisive.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import decisive.nn.count.CountingRule;
import decisive.nn.resnet.ResNetDesign;
import java.io.IOException;
import java.util.List;

/** {@code decisive count}: how many multiplications a network needs for an image. */
final class CountCommand implements Command {
  private static final int LARGEST_IMAGE = 1024;

  @ParametersDelegate private final ModelOptions model = new ModelOptions();

  @Parameter(
      names = "--k",
      description = "maps per group; a list gives a row to each; 1 means no competition",
      order = 10)
  private List<Integer> k;

  @ParametersDelegate private final GroupOptions groups = new GroupOptions();

  @Parameter(
      names = "--rule",
      description = "exact, table1-resnet18 or table1-resnet50; all three if not given",
      order = 20)
  private String rule;

  @Parameter(names = "--size", description = "height and width of the images", order = 21)
  private int size = 32;

  @Parameter(names = "--per-layer", description = "every convolution on a line", order = 22)
  private boolean perLayer;

  @Parameter(names = "--json", description = "print JSON instead of text", order = 23)
  private boolean json;

  @Override
  public String name() {
    return "count";
  }

  @Override
  public String summary() {
    return "counts the multiplications of a network, by the paper's rules and exactly";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive count --model resnet18 --k 1,2,4,8,16,32,64",
        "decisive count --model resnet50 --k 4 --rule table1-resnet50",
        "decisive count --blocks 1,1,1 --channels 1 --size 8 --k 4 --per-layer");
  }

  @Override
  public int run(Console console) throws IOException {
    ResNetDesign design =
        model
            .named()
            .map(model::sized)
            .orElseThrow(
                () ->
                    new UsageException(
                        "--model or --blocks is needed, such as --model resnet18 or"
                            + " --blocks 1,1,1"));
    IntegerRange.check("--size", size, 1, LARGEST_IMAGE);
    long values = (long) size * size * design.channels();
    if (values > Integer.MAX_VALUE) {
      throw new UsageException(
          "--size "
              + size
              + " and --channels "
              + design.channels()
              + ": an image of "
              + values
              + " values is larger than any; choose less");
    }
    List<ResNetDesign> designs =
        groups.competitions(k).stream().map(among -> GroupOptions.apply(among, design)).toList();
    if (designs.isEmpty()) {
      throw GroupOptions.missing();
    }
    CountReport report = new CountReport(designs, size, rules(), perLayer);
    if (json) {
      console.out().println(report.json());
    } else {
      console.out().print(report.text());
    }
    return ExitCode.SUCCESS;
  }

  private List<CountingRule> rules() {
    try {
      return rule == null ? List.of(CountingRule.values()) : List.of(CountingRule.named(rule));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
