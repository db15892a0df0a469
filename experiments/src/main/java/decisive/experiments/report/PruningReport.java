package decisive.experiments.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import decisive.experiments.chart.ChartFonts;
import decisive.experiments.chart.Markup;
import decisive.experiments.chart.PruningChart;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.prune.PruningPoint;
import decisive.experiments.prune.PruningResult;
import decisive.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What pruning costs and saves: as text, as a page and as JSON. */
public final class PruningReport {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private static final List<String> HEADINGS =
      List.of(
          "maps gone",
          "training, %",
          "test, %",
          "multiplications, exact",
          "executed",
          "weights",
          "");

  private PruningReport() {}

  /**
   * Writes {@code results.json} and {@code report.html} (self-contained), each whole or not at all.
   *
   * @param directory that exists
   * @throws IOException if a file cannot be written
   */
  public static void write(PruningResult result, Path directory) throws IOException {
    replace(directory.resolve("results.json"), json(result));
    replace(directory.resolve("report.html"), html(result, ChartFonts.problem()));
  }

  /** Snake-case names. Ends with '\n'. */
  public static String json(PruningResult result) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("results.json: " + e.getOriginalMessage(), e);
    }
  }

  /** The curve as a table, and the two networks in words. */
  public static String text(PruningResult result) {
    TextTable table = new TextTable(HEADINGS);
    result.curve().forEach(point -> table.add(row(result, point)));
    return table + "\n" + sentences(result) + "\n";
  }

  private static List<String> row(PruningResult result, PruningPoint point) {
    return List.of(
        String.valueOf(point.gone()),
        String.format(Locale.ROOT, "%.2f", point.trainingPercent()),
        String.format(Locale.ROOT, "%.2f", point.testPercent()),
        NumberText.count(point.multiplicationsExact()),
        NumberText.count(point.multiplicationsExecuted()),
        NumberText.count(point.weights()),
        point == result.after() ? "← chosen" : "");
  }

  static String sentences(PruningResult result) {
    PruningPoint before = result.before();
    PruningPoint after = result.after();
    return String.format(
        Locale.ROOT,
        "%d of %,d maps that may go never win on %,d training images of %s; %d went, which costs"
            + " %.2f points of training accuracy.%n"
            + "Test accuracy %.2f → %.2f %%, executed multiplications %s → %s, weights %s → %s,"
            + " time an image %.3f → %.3f ms.",
        result.silent(),
        result.candidates(),
        result.trainingImages(),
        result.data(),
        after.gone(),
        before.trainingPercent() - after.trainingPercent(),
        before.testPercent(),
        after.testPercent(),
        NumberText.count(before.multiplicationsExecuted()),
        NumberText.count(after.multiplicationsExecuted()),
        NumberText.count(before.weights()),
        NumberText.count(after.weights()),
        1e3 * result.secondsBefore(),
        1e3 * result.secondsAfter());
  }

  static String html(PruningResult result, Optional<String> problem) {
    List<SvgChart> charts =
        problem.isEmpty() ? Stream.of(PruningChart.of(result)).toList() : List.of();
    StringBuilder head = new StringBuilder();
    HEADINGS.forEach(
        name -> head.append(String.format(Locale.ROOT, "<th scope=\"col\">%s</th>", name)));
    StringBuilder rows = new StringBuilder();
    for (PruningPoint point : result.curve()) {
      rows.append("<tr>");
      row(result, point)
          .forEach(
              cell -> rows.append(String.format(Locale.ROOT, "<td>%s</td>", Markup.text(cell))));
      rows.append("</tr>\n");
    }
    String title = "Pruning a network of " + result.data();
    return Page.html(
        title,
        title,
        String.format(Locale.ROOT, "<p class=\"lead\">%s</p>\n", Markup.text(sentences(result)))
            + FigureList.section("curve", "The curve", charts, problem)
            + String.format(
                Locale.ROOT,
                """
            <table class="numbers">
            <thead><tr>%s</tr></thead>
            <tbody>
            %s</tbody>
            </table>
            <p class="note">Network: %s. How far to go was decided by the training images alone. Times \
            are of whole batches, each layer computed in the way that was faster.</p>
            """,
                head,
                rows,
                Markup.text(result.network())));
  }

  private static void replace(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
