package decisive.experiments.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import decisive.experiments.chart.ChartFonts;
import decisive.experiments.chart.Markup;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.compare.Environment;
import decisive.experiments.reproduce.RunOutcome;
import decisive.experiments.reproduce.Section;
import decisive.experiments.train.RunConfigJson;
import decisive.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A reproduction as a page, as JSON, as CSV and as text; its charts as files. */
public final class ReproductionReport {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private ReproductionReport() {}

  /**
   * Writes {@code report.html} (self-contained), {@code results.json}, a CSV file for each section
   * and an SVG file for each chart, each whole or not at all.
   *
   * @param directory that exists
   * @param command that does it again
   * @param outcomes of all runs
   * @param environment that they were measured in
   * @throws IOException if a file cannot be written
   */
  public static void write(
      String command,
      List<Section> sections,
      List<RunOutcome> outcomes,
      Environment environment,
      Path directory)
      throws IOException {
    replace(directory.resolve("results.json"), json(command, sections, outcomes, environment));
    for (Section section : sections) {
      replace(directory.resolve(section.name() + ".csv"), csv(section));
      if (ChartFonts.problem().isEmpty()) {
        for (SvgChart chart : section.charts()) {
          replace(directory.resolve(chart.name() + ".svg"), chart.standalone());
        }
      }
    }
    replace(
        directory.resolve("report.html"), html(command, sections, outcomes, ChartFonts.problem()));
  }

  /**
   * The tables and every run's configuration and figures. All but the runs' {@code seconds} and the
   * date is the same whenever it is repeated where it was. Ends with '\n'.
   */
  public static String json(
      String command, List<Section> sections, List<RunOutcome> outcomes, Environment environment) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("command", command);
    all.put("environment", environment);
    List<Map<String, Object>> parts = new ArrayList<>();
    for (Section section : sections) {
      Map<String, Object> part = new LinkedHashMap<>();
      part.put("name", section.name());
      part.put("title", section.title());
      part.put("headings", section.headings());
      part.put("rows", section.rows());
      part.put("findings", section.findings());
      part.put("how", section.how());
      parts.add(part);
    }
    all.put("sections", parts);
    List<Map<String, Object>> runs = new ArrayList<>();
    for (RunOutcome outcome : outcomes.stream().distinct().toList()) {
      Map<String, Object> run = new LinkedHashMap<>();
      run.put("config", RunConfigJson.write(outcome.config()));
      run.put("result", outcome.result().orElse(null));
      run.put("failure", outcome.failure().orElse(null));
      runs.add(run);
    }
    all.put("runs", runs);
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("results.json: " + e.getOriginalMessage(), e);
    }
  }

  /** The table, commas between cells, which are quoted where they hold one. */
  static String csv(Section section) {
    StringBuilder csv = new StringBuilder(line(section.headings()));
    section.rows().forEach(row -> csv.append(line(row)));
    return csv.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream()
            .map(
                cell -> cell.matches("[^,\"\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"")
            .collect(Collectors.joining(","))
        + "\n";
  }

  /** Tables and findings for the terminal. */
  public static String text(List<Section> sections) {
    StringBuilder text = new StringBuilder();
    for (Section section : sections) {
      text.append(text.isEmpty() ? "" : "\n").append(section.title()).append('\n');
      if (!section.headings().isEmpty()) {
        TextTable table = new TextTable(section.headings());
        section.rows().forEach(table::add);
        text.append(table);
      }
      section.findings().forEach(finding -> text.append(finding).append('\n'));
    }
    return text.toString();
  }

  static String html(
      String command, List<Section> sections, List<RunOutcome> outcomes, Optional<String> problem) {
    StringBuilder body = new StringBuilder();
    List<RunOutcome> failed =
        outcomes.stream().distinct().filter(one -> one.failure().isPresent()).toList();
    if (!failed.isEmpty()) {
      body.append(
          String.format(
              Locale.ROOT,
              "<p class=\"wrong\">Runs without a result: %d</p>\n<ul>\n",
              failed.size()));
      failed.forEach(
          one ->
              body.append(
                  String.format(
                      Locale.ROOT, "<li>%s</li>\n", Markup.text(one.failure().orElseThrow()))));
      body.append("</ul>\n");
    }
    for (Section section : sections) {
      body.append(section(section, problem));
    }
    body.append(
        String.format(
            Locale.ROOT,
            """
        <section id="again">
        <h2>How to do it again</h2>
        <p>This command goes on where it was stopped, does no run twice, and the same seeds give the \
        same figures to the bit, times aside:</p>
        <pre><code>%s</code></pre>
        </section>
        """,
            Markup.text(command)));
    String title = "The paper DecisiveNets, rerun";
    return Page.html(title, title, body.toString());
  }

  private static String section(Section section, Optional<String> problem) {
    StringBuilder findings = new StringBuilder();
    section
        .findings()
        .forEach(
            finding ->
                findings.append(String.format(Locale.ROOT, "<li>%s</li>\n", Markup.text(finding))));
    StringBuilder rows = new StringBuilder();
    section.rows().forEach(row -> rows.append("<tr>").append(cells(row, "td")).append("</tr>\n"));
    return FigureList.section(
            section.name(),
            section.title(),
            problem.isEmpty() ? section.charts() : List.of(),
            problem)
        + (section.charts().isEmpty() && problem.isEmpty()
            ? String.format(Locale.ROOT, "<h2>%s</h2>\n", Markup.text(section.title()))
            : "")
        + (findings.isEmpty() ? "" : String.format(Locale.ROOT, "<ul>\n%s</ul>\n", findings))
        + String.format(
            Locale.ROOT,
            """
          <div class="scroll" tabindex="0" role="region" aria-label="%s">
          <table class="numbers">
          <thead><tr>%s</tr></thead>
          <tbody>
          %s</tbody>
          </table>
          </div>
          <p class="note">%s</p>
          """,
            Markup.text(section.title()),
            cells(section.headings(), "th scope=\"col\""),
            rows,
            Markup.text(section.how()));
  }

  private static String cells(List<String> cells, String tag) {
    return cells.stream()
        .map(
            cell ->
                String.format(
                    Locale.ROOT, "<%s>%s</%s>", tag, Markup.text(cell), tag.replaceAll(" .*", "")))
        .collect(Collectors.joining());
  }

  private static void replace(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
