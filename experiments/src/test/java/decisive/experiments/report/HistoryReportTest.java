package decisive.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.experiments.Xml;
import decisive.nn.layer.Linear;
import decisive.nn.layer.Sequential;
import decisive.nn.train.Trainer;
import decisive.nn.train.TrainingHistory;
import decisive.nn.train.loss.MeanSquaredError;
import decisive.nn.train.metric.Metric;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class HistoryReportTest {
  @TempDir private Path directory;

  private static TrainingHistory history() {
    Tensor x = Tensor.normal(new Generator(1), 1, 20, 3);
    return new Trainer(new Sequential(new Linear(3, 3, new Generator(2))))
        .sgd(0.1, 0)
        .loss(new MeanSquaredError())
        .metrics(Metric.rSquared(), Metric.ofValues("<own>", (output, values) -> 0.5))
        .validate(Batches.of(x, x, 20))
        .epochs(3)
        .fit(Batches.of(x, x, 10));
  }

  @Test
  void showsWhicheverMetricsThereAre() throws IOException {
    TrainingHistory history = history();
    Document page = Xml.parse(HistoryReport.html(history, "A <fit>", Optional.empty()));
    assertEquals(List.of("A <fit>"), Xml.texts(page, "h1"));
    assertEquals(List.of("Loss", "R²", "<own>"), Xml.texts(page, "title").subList(1, 4));
    assertEquals(
        List.of(
            "epoch",
            "loss, train",
            "loss, validation",
            "R², train",
            "R², validation",
            "R², decided",
            "<own>, train",
            "<own>, validation",
            "<own>, decided"),
        Xml.texts(page, "th"));
    List<String> cells = Xml.texts(page, "td");
    assertEquals(3 * 9, cells.size());
    assertEquals("1", cells.get(0));
    assertEquals(
        Metric.rSquared().text(history.epochs().get(2).scores().of("R²")), cells.get(2 * 9 + 3));
    assertEquals("", cells.get(2 * 9 + 5)); // nothing competes
  }

  @Test
  void isWrittenWithAnyHistory() throws IOException {
    Path file = directory.resolve("report.html");
    HistoryReport.write(new TrainingHistory(List.of(), true), "Nothing", file);
    Document page = Xml.parse(Files.readString(file));
    assertTrue(Xml.texts(page, "p").get(0).contains("0 epochs, then stopped"));
    assertTrue(Xml.elements(page, "figure").isEmpty());
  }
}
