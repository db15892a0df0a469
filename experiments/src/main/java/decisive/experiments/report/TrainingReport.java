package decisive.experiments.report;

import decisive.experiments.chart.ChartFonts;
import decisive.experiments.chart.Markup;
import decisive.experiments.chart.RunCharts;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.train.EpochRecord;
import decisive.experiments.train.RunConfigJson;
import decisive.experiments.train.RunRecord;
import decisive.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The page of a training run, which grows with its epochs. */
public final class TrainingReport {
  private TrainingReport() {}

  /**
   * Writes the page (self-contained), whole or not at all. Where no chart can be drawn ({@link
   * ChartFonts#problem}) it says why.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(RunRecord run, Path file) throws IOException {
    String html = html(run, ChartFonts.problem());
    AtomicFile.write(file, out -> out.write(html.getBytes(StandardCharsets.UTF_8)));
  }

  static String html(RunRecord run, Optional<String> problem) {
    String title = "Training on " + run.config().data();
    return Page.html(
        title,
        title,
        lead(run) + charts(run, problem) + table(run.history().epochs()) + configuration(run));
  }

  private static String lead(RunRecord run) {
    int done = run.history().epochs().size();
    String state =
        run.finished()
            ? String.format(Locale.ROOT, "All %d epochs are done.", done)
            : String.format(
                Locale.ROOT,
                "%d of %d epochs are done; load the page again while the run goes on.",
                done,
                run.config().epochs());
    String best =
        run.history()
            .best()
            .map(
                epoch ->
                    String.format(
                        Locale.ROOT,
                        "The best network, of epoch %d, decides %s of the test images correctly.",
                        epoch.epoch(),
                        NumberText.percent(epoch.decidedAccuracyPercent())))
            .orElse("");
    return String.format(Locale.ROOT, "<p class=\"lead\">%s %s</p>\n", state, best);
  }

  private static String charts(RunRecord run, Optional<String> problem) {
    List<SvgChart> charts = problem.isEmpty() ? RunCharts.of(run) : List.of();
    return FigureList.section("curves", "Curves", charts, problem);
  }

  private static String table(List<EpochRecord> epochs) {
    StringBuilder rows = new StringBuilder();
    for (EpochRecord epoch : epochs) {
      rows.append("<tr>");
      for (String cell : cells(epoch)) {
        rows.append("<td>").append(cell).append("</td>");
      }
      rows.append("</tr>\n");
    }
    return String.format(
        Locale.ROOT,
        """
        <section id="epochs">
        <h2>Epochs</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Table of epochs">
        <table class="numbers">
        <thead><tr><th scope="col">epoch</th><th scope="col">loss</th>\
        <th scope="col">train</th><th scope="col">test, gate</th>\
        <th scope="col">test, decided</th><th scope="col">temperature</th>\
        <th scope="col">learning rate</th><th scope="col">images/s</th>\
        <th scope="col">time</th><th scope="col">waited for data</th></tr></thead>
        <tbody>
        %s</tbody>
        </table>
        </div>
        </section>
        """,
        rows);
  }

  private static List<String> cells(EpochRecord epoch) {
    return List.of(
        Integer.toString(epoch.epoch()),
        String.format(Locale.ROOT, "%.4f", epoch.loss()),
        percent(epoch.trainAccuracyPercent()),
        percent(epoch.gatedAccuracyPercent()),
        percent(epoch.decidedAccuracyPercent()),
        String.format(Locale.ROOT, "%.4g", epoch.temperature()),
        String.format(Locale.ROOT, "%.3g", epoch.learningRate()),
        String.format(Locale.ROOT, "%,.0f", epoch.imagesPerSecond()),
        NumberText.seconds(epoch.seconds()),
        percent(epoch.waitedPercent()));
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f %%", value);
  }

  private static String configuration(RunRecord run) {
    return String.format(
        Locale.ROOT,
        """
        <section id="configuration">
        <h2>How it was done</h2>
        <p>This configuration does it again (<code>decisive train --config config.json --out …\
        </code>); the same data and seed give the same weights to the bit, whatever the kernels, \
        the threads and the JDK, and however often the run was interrupted.</p>
        <pre><code>%s</code></pre>
        %s</section>
        """,
        Markup.text(RunConfigJson.write(run.config())),
        FactsTable.html(facts(run)));
  }

  private static Map<String, String> facts(RunRecord run) {
    Map<String, String> facts = new LinkedHashMap<>();
    RunRecord.Data data = run.data();
    facts.put(
        "images",
        String.format(
            Locale.ROOT,
            "%s to learn, %s to test, of %d×%d, %s",
            NumberText.count(data.trainImages()),
            NumberText.count(data.testImages()),
            data.height(),
            data.width(),
            run.design().channels() == 1 ? "grey" : run.design().channels() + " channels"));
    facts.put("training images, SHA-256", data.trainSha256());
    facts.put("test images, SHA-256", data.testSha256());
    facts.put(
        "network",
        String.format(
            Locale.ROOT,
            "ResNet, %s blocks %s, width %d, %s parameters",
            run.design().bottleneck() ? "bottleneck" : "basic",
            run.design().blocks(),
            run.design().width(),
            NumberText.count(run.parameters())));
    facts.put("competition", run.design().competition().toString());
    ConfigurationSection.ran(run.environment(), facts);
    facts.put("weights, SHA-256", run.weightsSha256());
    return facts;
  }
}
