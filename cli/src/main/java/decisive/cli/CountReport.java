package decisive.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import decisive.experiments.report.TextTable;
import decisive.nn.count.ConvolutionSite;
import decisive.nn.count.CountingRule;
import decisive.nn.count.MultiplicationCount;
import decisive.nn.resnet.ResNetDesign;
import decisive.tensor.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code decisive count} prints.
 *
 * @param designs one network with different competitions, at least one
 * @param size height and width of the images
 * @param rules a column each
 * @param perLayer whether every convolution is listed
 */
record CountReport(
    List<ResNetDesign> designs, int size, List<CountingRule> rules, boolean perLayer) {

  String text() {
    ResNetDesign design = designs.get(0);
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s blocks %s, width %d; images %d×%d×%d, %d classes\n",
            design.bottleneck() ? "Bottleneck" : "Basic",
            design.blocks(),
            design.width(),
            size,
            size,
            design.channels(),
            design.classes()));
    text.append(
        "Multiplications for one image, winners taking all, in all convolutions together:\n\n");
    TextTable table = new TextTable(headings("competition"));
    for (ResNetDesign each : designs) {
      List<String> cells = new ArrayList<>(List.of(each.competition().toString()));
      rules.forEach(rule -> cells.add(number(count(each, rule).total())));
      table.add(cells);
    }
    text.append(table)
        .append("\nThe linear layer at the end, not in these numbers: ")
        .append(number(linear()))
        .append("\n\n");
    rules.forEach(rule -> text.append(rule.label() + ": " + meaning(rule) + "\n"));
    if (perLayer) {
      designs.forEach(each -> text.append('\n').append(layers(each)));
    }
    return text.toString();
  }

  private String layers(ResNetDesign design) {
    TextTable table =
        new TextTable(
            headings(design.competition().toString(), "kernel", "maps", "output", "group"));
    for (ConvolutionSite site : convolutions(design)) {
      List<String> cells = new ArrayList<>();
      cells.add(site.name());
      cells.add(site.size() + "×" + site.size());
      cells.add(site.inputs() + " → " + site.outputs());
      cells.add(site.outputHeight() + "×" + site.outputWidth());
      cells.add(String.valueOf(site.inputGroupSize()));
      rules.forEach(rule -> cells.add(number(rule.multiplications(site))));
      table.add(cells);
    }
    return table.toString();
  }

  private List<String> headings(String... first) {
    List<String> headings = new ArrayList<>(List.of(first));
    rules.forEach(rule -> headings.add(rule.label()));
    return headings;
  }

  /** What a rule counts, in a sentence. */
  private static String meaning(CountingRule rule) {
    return switch (rule) {
      case EXACT ->
          "output elements × kernel area × input maps that can win, one in each group;\n"
              + "  the stem, and what reads the stem's output, have no competition before them: in full.";
      case TABLE1_RESNET18 ->
          "the ResNet-18 column of the paper's Table 1: output elements × kernel area / k;\n"
              + "  the number of input maps is left out.";
      case TABLE1_RESNET50 ->
          "the ResNet-50 column of the paper's Table 1: exact, but what reads a block's\n"
              + "  input (its first convolution and its shortcut) counts in full.";
    };
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private List<ConvolutionSite> convolutions(ResNetDesign design) {
    return ConvolutionSite.of(design.build(0), image(design));
  }

  private Shape image(ResNetDesign design) {
    return Shape.of(size, size, design.channels());
  }

  private MultiplicationCount count(ResNetDesign design, CountingRule rule) {
    return MultiplicationCount.of(design.build(0), image(design), rule);
  }

  /** The same by every rule and for every competition. */
  private long linear() {
    return count(designs.get(0), CountingRule.EXACT).linear();
  }

  String json() throws IOException {
    ResNetDesign design = designs.get(0);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bottleneck", design.bottleneck());
    json.put("blocks", design.blocks());
    json.put("width", design.width());
    json.put("channels", design.channels());
    json.put("classes", design.classes());
    json.put("size", size);
    json.put("linear", linear());
    json.put("counts", designs.stream().map(this::jsonOf).toList());
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json);
  }

  private Map<String, Object> jsonOf(ResNetDesign design) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("competition", design.competition().toString());
    Map<String, Long> totals = new LinkedHashMap<>();
    rules.forEach(rule -> totals.put(rule.label(), count(design, rule).total()));
    json.put("multiplications", totals);
    if (perLayer) {
      json.put("convolutions", convolutions(design).stream().map(this::jsonOf).toList());
    }
    return json;
  }

  private Map<String, Object> jsonOf(ConvolutionSite site) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", site.name());
    json.put("kernel", site.size());
    json.put("inputs", site.inputs());
    json.put("outputs", site.outputs());
    json.put("output_height", site.outputHeight());
    json.put("output_width", site.outputWidth());
    json.put("input_group_size", site.inputGroupSize());
    Map<String, Long> multiplications = new LinkedHashMap<>();
    rules.forEach(rule -> multiplications.put(rule.label(), rule.multiplications(site)));
    json.put("multiplications", multiplications);
    return json;
  }
}
