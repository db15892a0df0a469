package decisive.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.experiments.Xml;
import decisive.experiments.compare.Environment;
import decisive.experiments.train.EpochRecord;
import decisive.experiments.train.RunConfig;
import decisive.experiments.train.RunConfigJson;
import decisive.experiments.train.RunHistory;
import decisive.experiments.train.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class TrainingReportTest {
  private static final String HOSTILE = "images:</style><script>alert(\"1\" & '2')</script>";

  @TempDir Path directory;

  private static RunRecord run(int epochs) throws IOException {
    RunConfig config =
        RunConfigJson.read(null, Map.of("data", HOSTILE, "k", 2, "epochs", 3, "model", "resnet8"));
    List<EpochRecord> history = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Double testLoss = epoch == 2 ? null : 0.9; // was not finite
      history.add(
          new EpochRecord(
              epoch, 1. / epoch, 80, testLoss, 81, 80 + epoch % 2, 10, 0.1, 1234.5, 7, 0.25));
    }
    return new RunRecord(
        config,
        config.design(1, 2),
        4321,
        new RunRecord.Data(8, 8, 1437, 360, "aa", "bb"),
        new Environment(42, "simd", 2, "J", "O", "A", "0", null),
        new RunHistory(history),
        "cc");
  }

  private static Document page(RunRecord run) {
    return Xml.parse(TrainingReport.html(run, Optional.empty()));
  }

  @Test
  void hasCurvesEpochsAndConfiguration() throws IOException {
    Document page = page(run(3));
    assertEquals(
        List.of("Loss", "Accuracy", "Temperature of the softmax gate", "Learning rate"),
        Xml.texts(page, "title").subList(1, 5));
    assertEquals(
        1 + 3,
        Xml.texts(page, "tr").stream()
            .filter(row -> row.contains("%") || row.contains("images/s"))
            .count());
    assertEquals(RunConfigJson.write(run(3).config()), Xml.texts(page, "pre").get(0));
    assertTrue(
        Xml.texts(page, "p")
            .get(0)
            .startsWith(
                "All 3 epochs are done. The best network, of"
                    + " epoch 1, decides 81.0 % of the test images correctly."));
    assertTrue(Xml.elements(page, "script").isEmpty());
    assertTrue(Xml.texts(page, "h1").get(0).contains(HOSTILE));
  }

  @Test
  void growsWhileTheRunGoesOn() throws IOException {
    assertTrue(Xml.texts(page(run(0)), "p").get(0).startsWith("0 of 3 epochs are done; load"));
    assertTrue(Xml.elements(page(run(0)), "figure").isEmpty());
    assertEquals(4, Xml.elements(page(run(1)), "figure").size());
  }

  @Test
  void withoutAFontItSaysSoAndHasNoCharts() throws IOException {
    Document page = Xml.parse(TrainingReport.html(run(2), Optional.of("no font <here>")));
    assertTrue(Xml.texts(page, "p").contains("no font <here>"));
    assertTrue(Xml.elements(page, "figure").isEmpty());
    Path file = directory.resolve("report.html");
    TrainingReport.write(run(2), file);
    Xml.parse(Files.readString(file));
  }
}
