package decisive.experiments.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import decisive.experiments.capacity.CapacityCurve;
import decisive.experiments.capacity.CapacityPlan;
import decisive.experiments.capacity.CapacityPoint;
import decisive.experiments.capacity.CapacityStudy;
import decisive.experiments.chart.CapacityCharts;
import decisive.experiments.chart.ChartFonts;
import decisive.experiments.chart.Markup;
import decisive.experiments.chart.SvgChart;
import decisive.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes all that a capacity study leaves behind. */
public final class CapacityReport {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private CapacityReport() {}

  /**
   * Writes {@code results.json}, {@code report.html} (self-contained) and the charts as {@code
   * NAME.svg} into the directory, which is made if missing; each file whole or not at all.
   *
   * @throws IOException if a file cannot be written
   */
  public static void write(CapacityStudy study, Path directory) throws IOException {
    Files.createDirectories(directory);
    replace(directory.resolve("results.json"), json(study));
    Optional<String> problem = ChartFonts.problem();
    List<SvgChart> charts = problem.isEmpty() ? CapacityCharts.of(study) : List.of();
    replace(directory.resolve("report.html"), html(study, charts, problem));
    for (SvgChart chart : charts) {
      replace(directory.resolve(chart.name() + ".svg"), chart.standalone());
    }
  }

  /** Snake-case names; what does not apply is null; only {@code microseconds} differ by run. */
  static String json(CapacityStudy study) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(study) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("results.json: " + e.getOriginalMessage(), e);
    }
  }

  static String html(CapacityStudy study, List<SvgChart> charts, Optional<String> problem) {
    StringBuilder tables = new StringBuilder();
    study.curves().forEach(curve -> tables.append(table(curve, study.plan())));
    return Page.html(
        "How much associative memories hold",
        "How much associative memories hold",
        lead(study.plan())
            + FigureList.section("charts", "Errors", charts, problem)
            + "<section id=\"models\"><h2>Every model</h2>\n"
            + tables
            + "</section>\n"
            + HOW_TO_READ
            + repeat(study));
  }

  private static String lead(CapacityPlan plan) {
    return String.format(
        Locale.ROOT,
        """
        <p class="lead">Every memory stands over the same %s neurons: %s clusters of %s. It stores \
        random messages; then stored ones are asked for with %s clusters erased and %s replaced by \
        another symbol. An answer counts only if it is one message, and the correct one; an ambiguous \
        one is an error.</p>
        """,
        NumberText.count((long) plan.clusters() * plan.fanals()),
        plan.clusters(),
        plan.fanals(),
        plan.erased(),
        plan.wrong());
  }

  private static String table(CapacityCurve curve, CapacityPlan plan) {
    StringBuilder rows = new StringBuilder();
    for (CapacityPoint point : curve.points()) {
      rows.append("<tr>");
      for (String cell : cells(point)) {
        rows.append("<td>").append(Markup.text(cell)).append("</td>");
      }
      rows.append("</tr>\n");
    }
    return String.format(
        Locale.ROOT,
        """
        <h3>%s</h3>
        <p>%s; %s bits, %.1f bits a message%s.</p>
        <div class="scroll" tabindex="0" role="region" aria-label="Table of %s">
        <table class="numbers">
        <thead><tr><th scope="col">stored</th><th scope="col">errors, %%</th>\
        <th scope="col">%.0f %% interval</th><th scope="col">ambiguous, %%</th>\
        <th scope="col">textbook, %%</th><th scope="col">corrected, %%</th>\
        <th scope="col">density</th><th scope="col">formula</th>\
        <th scope="col">bits a bit</th><th scope="col">µs</th></tr></thead>
        <tbody>
        %s</tbody>
        </table>
        </div>
        """,
        Markup.text(curve.model()),
        Markup.text(curve.description()),
        NumberText.count(curve.points().get(curve.points().size() - 1).bits()),
        curve.messageBits(),
        Markup.text(curve.limit().isEmpty() ? "" : "; by theory " + curve.limit()),
        Markup.text(curve.model()),
        100 * plan.confidence(),
        rows);
  }

  private static List<String> cells(CapacityPoint point) {
    boolean formula = point.theory() != null;
    return List.of(
        NumberText.count(point.messages()),
        CapacityTable.percent(point.error()),
        CapacityTable.percent(point.low()) + " – " + CapacityTable.percent(point.high()),
        CapacityTable.percent((double) point.ambiguous() / point.recalls()),
        formula ? CapacityTable.percent(point.theory().textbook()) : NumberText.NONE,
        formula ? CapacityTable.percent(point.theory().corrected()) : NumberText.NONE,
        density(point.density()),
        density(point.expectedDensity()),
        String.format(Locale.ROOT, "%.4f", point.efficiency()),
        String.format(Locale.ROOT, "%.1f", point.microseconds()));
  }

  private static String density(Double value) {
    return value == null ? NumberText.NONE : String.format(Locale.ROOT, "%.4f", value);
  }

  private static final String HOW_TO_READ =
      """
      <section id="reading">
      <h2>How to read it</h2>
      <ul>
      <li>Equal neurons are not equal bits: a clique memory has one bit an edge between clusters, a \
      hetero memory one from every neuron to every other, Amari 32, Hopfield 32 or 64. The chart of bits stored for each bit \
      is the fairer one. Logarithms are to base 2.</li>
      <li>The intervals are Clopper and Pearson's over all recalls of all memories. Recalls from the \
      same memory are a little alike, so the true confidence is somewhat lower than stated.</li>
      <li>The textbook formula takes the edges of a fanal for independent and is too low; the \
      corrected one is not. Both are of one step: further steps repair most of its errors, and for what is \
      left after several steps there is no formula. One step of the Willshaw memory with one unit a cluster \
      errs as the clique memory's.</li>
      <li>For Hebb's rule the formula is of the stored vector itself: where it is not stable, nothing \
      leads to it. For the list it is exact: how often the known clusters leave several messages.</li>
      <li>The usual Willshaw memory has its ones anywhere. With one unit a cluster it errs less, \
      since units of a cluster are never connected. Both are here.</li>
      <li>Known thresholds: Hopfield by Hebb's rule recalls all of n / (4 ln n) vectors and most of \
      n / (2 ln n) (natural logarithms; McEliece et al., 1987); the projection rule holds up to n \
      that are independent, but repairs less and less.</li>
      <li>A list that is searched from end to end never errs where the answer is determined, and is \
      smaller. What a clique memory has for it is a time that hardly grows with what is stored, \
      storing in one write, and tolerance to noise. Block coding stores more messages, but not \
      significantly more bits a synapse (Knoblauch and Palm, 2020).</li>
      <li>Times are of one thread while others ran, each question's making included: a rough guide.</li>
      </ul>
      </section>
      """;

  private static String repeat(CapacityStudy study) {
    return String.format(
        Locale.ROOT,
        """
        <section id="configuration">
        <h2>How it was done</h2>
        <p>This command does it again; the same seed gives the same errors on any number of \
        threads. It filled %s memories of each model and asked each %s times at every size (dense \
        ones a tenth as often); the clique memory retrieves by %s. JDK %s, Decisive %s.</p>
        <pre><code>%s</code></pre>
        </section>
        """,
        study.plan().memories(),
        study.plan().recalls(),
        Markup.text(study.plan().rule()),
        Markup.text(study.jdk()),
        Markup.text(study.version()),
        Markup.text(study.command()));
  }

  private static void replace(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
