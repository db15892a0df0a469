package decisive.experiments.report;

import decisive.experiments.chart.ChartFonts;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.compare.Comparison;
import decisive.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes all that a comparison leaves behind. */
public final class ComparisonReport {
  private ComparisonReport() {}

  /**
   * Writes {@code results.json}, {@code report.html} (self-contained) and the main charts as {@code
   * NAME.svg} into the directory, which is made if missing. Each file is there whole or not at all;
   * the numbers come first, so that no trouble with a picture can lose them. Where no chart can be
   * drawn ({@link ChartFonts#problem}) there are no charts, and the page says why.
   *
   * @throws IOException if a file cannot be written
   */
  public static void write(Comparison result, Path directory) throws IOException {
    Files.createDirectories(directory);
    replace(directory.resolve("results.json"), ResultsJson.write(result));
    ChartSections charts = new ChartSections(result, ChartFonts.problem());
    replace(directory.resolve("report.html"), page(result, charts));
    for (SvgChart chart : charts.files()) {
      replace(directory.resolve(chart.name() + ".svg"), chart.standalone());
    }
  }

  static String page(Comparison result, ChartSections charts) {
    return Page.html(
        "Deep and shallow associative memories on " + result.configuration().dataset(),
        "Deep and shallow associative memories",
        String.join(
            "",
            SummarySection.html(result),
            TableSection.html(result),
            charts.accuracy(),
            charts.training(),
            charts.winShares(),
            SampleSection.html(result),
            GlossarySection.html(),
            ConfigurationSection.html(result)));
  }

  private static void replace(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
