package decisive.experiments.report;

import decisive.experiments.chart.ChartFonts;
import decisive.experiments.chart.CurveChart;
import decisive.experiments.chart.CurveChart.Curve;
import decisive.experiments.chart.Markup;
import decisive.experiments.chart.SvgChart;
import decisive.nn.train.EpochMetrics;
import decisive.nn.train.EpochMetrics.Validation;
import decisive.nn.train.TrainingHistory;
import decisive.nn.train.metric.Metric;
import decisive.nn.train.metric.Scores;
import decisive.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The page of a training by a {@code Trainer}: its loss and whichever metrics were measured. */
public final class HistoryReport {
  private HistoryReport() {}

  /**
   * Writes the page (self-contained), whole or not at all. Where no chart can be drawn ({@link
   * ChartFonts#problem}) it says why.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(TrainingHistory history, String title, Path file) throws IOException {
    String html = html(history, title, ChartFonts.problem());
    AtomicFile.write(file, out -> out.write(html.getBytes(StandardCharsets.UTF_8)));
  }

  static String html(TrainingHistory history, String title, Optional<String> problem) {
    String lead =
        String.format(
            Locale.ROOT,
            "<p class=\"lead\">%d epochs%s.</p>\n",
            history.epochs().size(),
            history.stopped() ? ", then stopped" : "");
    boolean drawn = problem.isEmpty() && !history.epochs().isEmpty();
    List<SvgChart> charts = drawn ? charts(history) : List.of();
    return Page.html(
        title,
        title,
        lead + FigureList.section("curves", "Curves", charts, problem) + table(history));
  }

  /** A number of each epoch; empty where it was not measured. */
  private record Line(String name, Function<EpochMetrics, Optional<Double>> value) {
    static Line validation(String name, Function<Validation, Optional<Double>> value) {
      return new Line(name, epoch -> epoch.validation().flatMap(value));
    }

    Optional<Curve> curve(List<EpochMetrics> epochs) {
      List<EpochMetrics> with =
          epochs.stream()
              .filter(epoch -> value.apply(epoch).filter(Double::isFinite).isPresent())
              .toList();
      return with.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Curve(
                  name,
                  numbers(with, epoch -> epoch.epoch() + 1),
                  numbers(with, epoch -> value.apply(epoch).orElseThrow())));
    }

    private static double[] numbers(
        List<EpochMetrics> epochs, ToDoubleFunction<EpochMetrics> number) {
      return epochs.stream().mapToDouble(number).toArray();
    }
  }

  private static List<Metric> metrics(TrainingHistory history) {
    return history.epochs().isEmpty()
        ? List.of()
        : List.copyOf(history.last().scores().values().keySet());
  }

  private static List<Line> lossLines() {
    return List.of(
        new Line("train", epoch -> Optional.of(epoch.loss())),
        Line.validation("validation", validation -> Optional.of(validation.loss())));
  }

  private static List<Line> lines(Metric metric) {
    Function<Scores, Double> score = scores -> scores.of(metric.name());
    return List.of(
        new Line("train", epoch -> Optional.of(score.apply(epoch.scores()))),
        Line.validation("validation", validation -> Optional.of(score.apply(validation.scores()))),
        Line.validation("decided", validation -> validation.decided().map(score)));
  }

  private static List<SvgChart> charts(TrainingHistory history) {
    List<SvgChart> charts = new ArrayList<>();
    add(charts, "loss", "loss", lossLines(), history);
    List<Metric> metrics = metrics(history);
    for (int i = 0; i < metrics.size(); i++) {
      add(charts, "metric-" + (i + 1), metrics.get(i).name(), lines(metrics.get(i)), history);
    }
    return charts;
  }

  private static void add(
      List<SvgChart> charts,
      String name,
      String quantity,
      List<Line> lines,
      TrainingHistory history) {
    List<Curve> curves =
        lines.stream().flatMap(line -> line.curve(history.epochs()).stream()).toList();
    if (!curves.isEmpty()) {
      String title = quantity.substring(0, 1).toUpperCase(Locale.ROOT) + quantity.substring(1);
      charts.add(CurveChart.of(name, title, title + " by epoch.", "epoch", quantity, curves));
    }
  }

  private static String table(TrainingHistory history) {
    StringBuilder rows = new StringBuilder();
    head(rows, history);
    for (EpochMetrics epoch : history.epochs()) {
      rows.append("<tr>");
      cell(rows, Integer.toString(epoch.epoch() + 1));
      cells(rows, epoch, lossLines(), value -> String.format(Locale.ROOT, "%.4f", value));
      for (Metric metric : metrics(history)) {
        cells(rows, epoch, lines(metric), metric::text);
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
        %s</table>
        </div>
        </section>
        """,
        rows);
  }

  private static void head(StringBuilder rows, TrainingHistory history) {
    List<String> headings = new ArrayList<>(List.of("epoch"));
    lossLines().forEach(line -> headings.add("loss, " + line.name()));
    for (Metric metric : metrics(history)) {
      lines(metric).forEach(line -> headings.add(metric.name() + ", " + line.name()));
    }
    rows.append("<thead><tr>");
    headings.forEach(
        heading -> rows.append("<th scope=\"col\">").append(Markup.text(heading)).append("</th>"));
    rows.append("</tr></thead>\n");
  }

  private static void cells(
      StringBuilder rows, EpochMetrics epoch, List<Line> lines, Function<Double, String> text) {
    lines.forEach(line -> cell(rows, line.value().apply(epoch).map(text).orElse("")));
  }

  private static void cell(StringBuilder rows, String text) {
    rows.append("<td>").append(Markup.text(text)).append("</td>");
  }
}
