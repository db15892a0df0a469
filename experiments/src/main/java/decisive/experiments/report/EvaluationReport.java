package decisive.experiments.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import decisive.experiments.chart.ChartFonts;
import decisive.experiments.chart.Markup;
import decisive.experiments.chart.NoiseChart;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.evaluate.NetworkEvaluation;
import decisive.experiments.evaluate.NetworkEvaluation.PhaseResult;
import decisive.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was found of a network, as a page and as JSON. */
public final class EvaluationReport {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private EvaluationReport() {}

  /**
   * Writes {@code results.json} and {@code report.html} (self-contained), each whole or not at all.
   *
   * @param directory that exists
   * @throws IOException if a file cannot be written
   */
  public static void write(NetworkEvaluation evaluation, Path directory) throws IOException {
    replace(directory.resolve("results.json"), json(evaluation));
    replace(directory.resolve("report.html"), html(evaluation, ChartFonts.problem()));
  }

  /** Snake-case names; what does not apply is null. Ends with '\n'. */
  public static String json(NetworkEvaluation evaluation) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(evaluation) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("results.json: " + e.getOriginalMessage(), e);
    }
  }

  static String html(NetworkEvaluation evaluation, Optional<String> problem) {
    List<PhaseResult> phases = evaluation.phases();
    List<SvgChart> charts =
        problem.isEmpty() ? NoiseChart.of(evaluation).stream().toList() : List.of();
    String title = "A network on " + evaluation.data();
    return Page.html(
        title,
        title,
        lead(evaluation)
            + (phases.isEmpty() ? "" : phases(phases))
            + (evaluation.noise().isEmpty() ? "" : noise(evaluation, charts, problem))
            + (phases.isEmpty()
                ? ""
                : ConfusionSection.html(phases.get(phases.size() - 1), evaluation.classNames()))
            + configuration(evaluation));
  }

  private static String lead(NetworkEvaluation evaluation) {
    StringBuilder lead = new StringBuilder();
    List<PhaseResult> phases = evaluation.phases();
    if (!phases.isEmpty()) {
      PhaseResult last = phases.get(phases.size() - 1);
      lead.append(
          String.format(
              Locale.ROOT,
              "It predicts the class of %s of %s test images correctly (%s). ",
              NumberText.percent(last.accuracyPercent()),
              NumberText.count(evaluation.images()),
              last.phase()));
    }
    if (evaluation.fewShot() != null) {
      lead.append(EvaluationTable.sentence(evaluation.fewShot())).append('.');
    }
    return String.format(
        Locale.ROOT, "<p class=\"lead\">%s</p>\n", Markup.text(lead.toString().strip()));
  }

  private static String phases(List<PhaseResult> phases) {
    StringBuilder rows = new StringBuilder();
    for (PhaseResult result : phases) {
      rows.append(
          String.format(
              Locale.ROOT,
              "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td></tr>\n",
              Markup.text(result.phase()),
              EvaluationTable.percent(result.accuracyPercent()),
              EvaluationTable.loss(result)));
    }
    return String.format(
        Locale.ROOT,
        """
        <section id="phases">
        <h2>Phases of the competition</h2>
        <table>
        <thead><tr><th scope="col">phase</th><th scope="col">accuracy, %%</th>\
        <th scope="col">loss</th></tr></thead>
        <tbody>
        %s</tbody>
        </table>
        </section>
        """,
        rows);
  }

  private static String noise(
      NetworkEvaluation evaluation, List<SvgChart> charts, Optional<String> problem) {
    StringBuilder head = new StringBuilder();
    EvaluationTable.severities(evaluation)
        .forEach(
            severity ->
                head.append(String.format(Locale.ROOT, "<th scope=\"col\">%d</th>", severity)));
    StringBuilder rows = new StringBuilder();
    for (String kind : evaluation.noiseKinds()) {
      rows.append(String.format(Locale.ROOT, "<tr><th scope=\"row\">%s</th>", Markup.text(kind)));
      EvaluationTable.accuracies(evaluation, kind)
          .forEach(cell -> rows.append(String.format(Locale.ROOT, "<td>%s</td>", cell)));
      rows.append("</tr>\n");
    }
    return FigureList.section("noise", "Noise", charts, problem)
        + String.format(
            Locale.ROOT,
            """
        <table>
        <caption>Accuracy in %% by severity</caption>
        <thead><tr><th scope="col">noise</th>%s<th scope="col">mean</th></tr></thead>
        <tbody>
        %s</tbody>
        </table>
        """,
            head,
            rows);
  }

  private static String configuration(NetworkEvaluation evaluation) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("network", evaluation.checkpoint());
    facts.put("competition", evaluation.competition());
    facts.put("weights, SHA-256", evaluation.weightsSha256());
    facts.put("test images, SHA-256", evaluation.testSha256());
    facts.put("the run's own test images", known(evaluation.ownTestImages()));
    facts.put("normalised by", "the " + evaluation.normalization());
    ConfigurationSection.ran(evaluation.environment(), facts);
    return String.format(
        Locale.ROOT,
        """
        <section id="configuration">
        <h2>How it was done</h2>
        %s</section>
        """,
        FactsTable.html(facts));
  }

  private static String known(Boolean answer) {
    return answer == null ? "not known" : answer ? "yes" : "no";
  }

  private static void replace(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
