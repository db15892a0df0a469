package decisive.experiments.report;

import decisive.experiments.chart.ChartFonts;
import decisive.experiments.chart.Markup;
import decisive.experiments.explain.ExplainedImage;
import decisive.experiments.explain.NetworkExplanation;
import decisive.nn.decide.Explanation;
import decisive.nn.decide.LayerExplanation;
import decisive.tensor.Tensor;
import decisive.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** The decisions of a network as a self-contained page: images side by side, then who wins. */
public final class ExplanationReport {
  /** Maps named of each layer, those with the largest attributions. */
  private static final int NAMED = 5;

  /** Classes named by their scores. */
  private static final int SCORES = 3;

  private ExplanationReport() {}

  /**
   * Writes the page, whole or not at all.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(NetworkExplanation explanation, Path file) throws IOException {
    String html = html(explanation, ChartFonts.problem());
    AtomicFile.write(file, out -> out.write(html.getBytes(StandardCharsets.UTF_8)));
  }

  static String html(NetworkExplanation explanation, Optional<String> problem) {
    String title = "What a network decides about " + explanation.data();
    StringBuilder body = new StringBuilder();
    if (!explanation.images().isEmpty()) {
      body.append(answers(explanation)).append(layers(explanation));
    }
    body.append(WinSection.html(explanation, problem));
    body.append(
        String.format(
            Locale.ROOT,
            "<p class=\"note\">Network: %s.</p>\n",
            Markup.text(explanation.network())));
    return Page.html(title, title, body.toString());
  }

  // ---- answers

  private static String answers(NetworkExplanation explanation) {
    List<String> cells = new ArrayList<>();
    for (ExplainedImage one : explanation.images()) {
      Explanation decided = one.explanation();
      cells.add(
          DecisionPictures.image(one.image(), one.name())
              + String.format(
                  Locale.ROOT, "<p>%s</p>\n", Markup.text(sentence(one, explanation.classNames())))
              + decided
                  .inputs()
                  .map(
                      attribution ->
                          figure(
                              DecisionPictures.attribution(
                                  attribution, "attribution to each pixel"),
                              "Attribution of the score of "
                                  + explanation.classNames().get(decided.target())
                                  + " to each pixel: blue adds to it, red takes from it."))
                  .orElse(""));
    }
    return String.format(
        Locale.ROOT,
        """
        <section id="answers">
        <h2>The answers</h2>
        %s</section>
        """,
        columns(cells));
  }

  /** The prediction, in words. */
  public static String sentence(ExplainedImage one, List<String> classNames) {
    Explanation decided = one.explanation();
    String label =
        one.label().isPresent()
            ? one.label().getAsInt() == decided.prediction()
                ? ", and it is"
                : ", but it is " + classNames.get(one.label().getAsInt())
            : "";
    float[] logits = decided.logits().data();
    String scores =
        IntStream.range(0, logits.length)
            .boxed()
            .sorted(Comparator.comparing((Integer c) -> -logits[c]))
            .limit(SCORES)
            .map(c -> String.format(Locale.ROOT, "%s %.2f", classNames.get(c), logits[c]))
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    return String.format(
        Locale.ROOT,
        "%s: %s%s. Scores: %s.",
        one.name(),
        classNames.get(decided.prediction()),
        label,
        scores);
  }

  // ---- layers

  private static String layers(NetworkExplanation explanation) {
    StringBuilder html = new StringBuilder();
    int count = explanation.images().get(0).explanation().layers().size();
    for (int i = 0; i < count; i++) {
      int index = i;
      LayerExplanation any = explanation.images().get(0).explanation().layers().get(i);
      html.append(
          String.format(
              Locale.ROOT,
              "<h3>%s</h3>\n<p>%s</p>\n",
              Markup.text(any.layer()),
              Markup.text(shape(any))));
      html.append(
          columns(
              explanation.images().stream()
                  .map(one -> layer(one, one.explanation().layers().get(index), explanation))
                  .toList()));
    }
    return String.format(
        Locale.ROOT,
        """
        <section id="decisions">
        <h2>The decisions</h2>
        <p>A tile for each group of maps, a square for each location. In the pictures of winners each \
        place in a group has its colour, and nothing won where it is clear. A margin is what the winner \
        had over the second, as a part of its value: the darker, the surer. The attribution of \
        a score to a winner is its value times the derivative of the score by it, all decisions as they \
        are.</p>
        %s</section>
        """,
        html);
  }

  private static String shape(LayerExplanation layer) {
    int maps = layer.groups().maps();
    int groups = layer.groups().count();
    String sizes =
        groups == maps
            ? "that do not compete"
            : maps % groups == 0
                ? "in " + groups + " groups of " + maps / groups
                : "in " + groups + " groups";
    return String.format(
        Locale.ROOT,
        "%d×%d locations, %d maps %s: %s patterns of winners are possible at each.",
        layer.winners().extent(0),
        layer.winners().extent(1),
        maps,
        sizes,
        power(layer.patternBits()));
  }

  private static String power(double bits) {
    return "2^" + String.format(Locale.ROOT, "%.1f", bits).replaceFirst("\\.0$", "");
  }

  private static String layer(
      ExplainedImage one, LayerExplanation layer, NetworkExplanation explanation) {
    String target = explanation.classNames().get(one.explanation().target());
    String name = layer.layer() + " of " + one.name();
    String facts =
        String.format(
            Locale.ROOT,
            "%s: %d different patterns of winners; %.1f %% of the groups have a winner, its mean"
                + " margin is %.2f.",
            one.name(),
            layer.patterns(),
            100 * layer.won(),
            layer.meanMargin());
    return String.format(Locale.ROOT, "<p>%s</p>\n<div class=\"pictures\">\n", Markup.text(facts))
        + figure(DecisionPictures.winners(layer, "winners in " + name), "winners")
        + figure(DecisionPictures.margins(layer, "margins in " + name), "margins")
        + layer
            .attribution()
            .map(
                attribution ->
                    figure(
                        DecisionPictures.attribution(attribution, "attribution to " + name),
                        "attribution of the score of " + target))
            .orElse("")
        + "</div>\n"
        + layer.attribution().map(attribution -> largest(attribution, target)).orElse("");
  }

  /** The maps with the largest attributions, over all locations. */
  private static String largest(Tensor attribution, String target) {
    int maps = attribution.extent(2);
    double[] sums = new double[maps];
    int[] strongest = new int[maps];
    for (int i = 0; i < attribution.size(); i++) {
      int m = i % maps;
      sums[m] += attribution.data()[i];
      if (attribution.data()[i] > attribution.data()[strongest[m] * maps + m]) {
        strongest[m] = i / maps;
      }
    }
    StringBuilder rows = new StringBuilder();
    IntStream.range(0, maps)
        .boxed()
        .sorted(Comparator.comparing((Integer m) -> -sums[m]))
        .filter(m -> sums[m] > 0)
        .limit(NAMED)
        .forEach(
            m ->
                rows.append(
                    String.format(
                        Locale.ROOT,
                        "<tr><td>%d</td><td>%+.2f</td><td>%+.2f at row %d, column %d</td></tr>\n",
                        m,
                        sums[m],
                        attribution.data()[strongest[m] * maps + m],
                        strongest[m] / attribution.extent(1) + 1,
                        strongest[m] % attribution.extent(1) + 1)));
    return rows.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            """
          <table>
          <caption>Largest attributions of the score of %s</caption>
          <thead><tr><th scope="col">map</th><th scope="col">attribution</th>\
          <th scope="col">largest</th></tr></thead>
          <tbody>
          %s</tbody>
          </table>
          """,
            Markup.text(target),
            rows);
  }

  private static String columns(List<String> cells) {
    StringBuilder html = new StringBuilder("<div class=\"charts\">\n");
    cells.forEach(cell -> html.append(String.format(Locale.ROOT, "<div>\n%s</div>\n", cell)));
    return html.append("</div>\n").toString();
  }

  private static String figure(String picture, String caption) {
    return String.format(
        Locale.ROOT,
        "<figure>%s<figcaption>%s</figcaption></figure>\n",
        picture,
        Markup.text(caption));
  }
}
