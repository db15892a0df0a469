package decisive.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.experiments.SyntheticComparison;
import decisive.experiments.Xml;
import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.Configuration;
import decisive.experiments.compare.LayerWins;
import decisive.experiments.compare.MemoryInput;
import decisive.experiments.compare.ModelAnswer;
import decisive.experiments.compare.ModelResult;
import decisive.experiments.compare.NetworkResult;
import decisive.experiments.compare.SampleImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ComparisonReportTest {
  private static final String HOSTILE = "</style><script>alert(\"1\" & '2')</script>\u0007";

  @TempDir Path directory;

  private static Document page(Comparison comparison) {
    return Xml.parse(
        ComparisonReport.page(comparison, new ChartSections(comparison, Optional.empty())));
  }

  @Test
  void writesPageResultsAndCharts() throws IOException {
    Path out = directory.resolve("new/runs");
    ComparisonReport.write(SyntheticComparison.standard(), out);
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(
          List.of(
              "accuracy-decided.svg",
              "accuracy-gated.svg",
              "accuracy-models.svg",
              "accuracy-multiplications.svg",
              "accuracy-time-k.svg",
              "accuracy-train.svg",
              "loss.svg",
              "report.html",
              "results.json",
              "temperature.svg"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertTrue(Files.size(out.resolve("report.html")) < 1_000_000);
    assertEquals(
        SyntheticComparison.standard(),
        ResultsJson.read(Files.readString(out.resolve("results.json"))));
  }

  @Test
  void writesOverAnOlderReport() throws IOException {
    ComparisonReport.write(SyntheticComparison.of(List.of(2), 1), directory);
    String first = Files.readString(directory.resolve("report.html"));
    ComparisonReport.write(SyntheticComparison.standard(), directory);
    assertFalse(first.equals(Files.readString(directory.resolve("report.html"))));
  }

  @Test
  void isSelfContainedWithoutScripts() {
    Document page = page(SyntheticComparison.standard());
    assertTrue(Xml.elements(page, "script").isEmpty());
    assertTrue(Xml.elements(page, "link").isEmpty());
    for (Element element : Xml.elements(page, "*")) {
      assertFalse(element.hasAttribute("href"));
      String source = element.getAttribute("src");
      assertTrue(source.isEmpty() || source.startsWith("data:image/png;base64,"), source);
    }
    for (String css : Xml.texts(page, "style")) {
      assertFalse(css.contains("url(") || css.contains("@import"));
    }
  }

  @Test
  void saysWhatWasFound() {
    Document page = page(SyntheticComparison.standard());
    String lead = Xml.texts(page, "p").get(0);
    assertEquals(
        "Small networks whose feature maps compete and classic associative memories learnt the"
            + " same 1,437 images and are compared here on the same 360 test images. The network with k = 1"
            + " reaches 99.4 % with 2.1 million multiplications an image, the network with k = 2"
            + " has 98.9 % with 1.1 million multiplications an image, and the network with k = 16"
            + " has 91.9 % with 148 thousand multiplications an image. The shallow memory"
            + " reaches 71.3 % at best on pixels (17 grey levels) and 95.9 % on the codes of the"
            + " network with k = 2.",
        lead);
    assertEquals(
        List.of(
            "All models",
            "What accuracy costs",
            "Training",
            "Who wins",
            "What they predicted",
            "How to read this",
            "How it was done"),
        Xml.texts(page, "h2"));
    assertTrue(Xml.texts(page, "code").contains("decisive compare --seed 1 --epochs 30"));
    assertTrue(Xml.texts(page, "td").contains("2,092,032"));
  }

  /** Whatever the order of k, and however many there are. */
  @Test
  void saysItOfOneAndOfTwoNetworks() {
    Comparison standard = SyntheticComparison.standard();
    ModelResult sixteen = standard.models().get(4);
    assertEquals(
        "The network with k = 16 reaches 91.9 % with 148 thousand multiplications an image.",
        networks(standard, List.of(sixteen)));
    assertEquals(
        "The network with k = 16 reaches 91.9 % with 148 thousand multiplications an image and the"
            + " network with k = 1 has 99.4 % with 2.1 million multiplications an image.",
        networks(standard, List.of(sixteen, standard.models().get(0))));
  }

  private static String networks(Comparison standard, List<ModelResult> models) {
    Document page = page(SyntheticComparison.with(standard, models));
    return Xml.texts(page, "p").get(0).replaceAll(".* test images\\. ", "");
  }

  @Test
  void standsWithoutNetworksSamplesAndCounts() {
    Comparison shallow =
        SyntheticComparison.with(
            SyntheticComparison.standard(),
            List.of(
                SyntheticComparison.shallow("pixels", new MemoryInput.Pixels(17), 0),
                SyntheticComparison.shallow("codes", new MemoryInput.Codes(4), 100)));
    Document page = page(shallow);
    assertEquals(
        List.of("All models", "What accuracy costs", "How to read this", "How it was done"),
        Xml.texts(page, "h2"));
    assertTrue(Xml.texts(page, "td").containsAll(List.of("0.0 %", "100.0 %", NumberText.NONE)));
    assertTrue(
        Xml.texts(page, "p")
            .get(0)
            .endsWith(
                "The shallow memory reaches 0.0 % at best on pixels (17 grey levels) and 100.0 % on"
                    + " the codes of the network with k = 4."));
  }

  @Test
  void standsWithoutChartsAndSaysWhy() {
    Comparison standard = SyntheticComparison.standard();
    ChartSections none = new ChartSections(standard, Optional.of("no <font>"));
    Document page = Xml.parse(ComparisonReport.page(standard, none));
    assertEquals(List.of(), none.files());
    assertTrue(Xml.elements(page, "svg").isEmpty());
    assertTrue(Xml.texts(page, "p").contains("no <font>"));
    assertTrue(Xml.texts(page, "td").contains("2,092,032"));
  }

  @Test
  void isTheSameInEveryLocale() {
    Comparison comparison = SyntheticComparison.of(List.of(2), 2);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.US);
      String page =
          ComparisonReport.page(comparison, new ChartSections(comparison, Optional.empty()));
      for (String tag : List.of("de-DE", "ar-EG", "tr-TR")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertEquals(
            page,
            ComparisonReport.page(comparison, new ChartSections(comparison, Optional.empty())));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void marksAnswersByMoreThanColour() {
    Comparison standard = SyntheticComparison.standard();
    List<List<Integer>> pixels = Collections.nCopies(8, Collections.nCopies(8, 16));
    List<ModelAnswer> answers =
        List.of(
            new ModelAnswer("a", List.of(3)),
            new ModelAnswer("b", List.of(8)),
            new ModelAnswer("c", List.of(3, 8)),
            new ModelAnswer("d", List.of(0, 1, 2, 3, 4)),
            new ModelAnswer("e", List.of()));
    Comparison comparison =
        new Comparison(
            standard.configuration(),
            standard.environment(),
            standard.weightsSha256(),
            standard.models().subList(0, 5),
            List.of(new SampleImage(0, 3, pixels, answers)));
    Document page = page(comparison);
    List<String> cells = Xml.texts(page, "td");
    assertTrue(
        cells.containsAll(List.of("✓ 3", "✗ 8", "≈ 3, 8", "≈ 5 classes", "✗ nothing")),
        cells::toString);
    assertEquals("test image 0, a 3", Xml.elements(page, "img").get(0).getAttribute("alt"));
  }

  @Test
  void escapesEveryText() {
    Comparison standard = SyntheticComparison.standard();
    NetworkResult named =
        new NetworkResult(
            HOSTILE,
            2,
            98,
            1,
            1,
            1,
            0,
            0,
            0,
            HOSTILE,
            standard.networks().get(1).history(),
            List.of(new LayerWins(HOSTILE, 2, 2, List.of(0.5, 0.5))));
    Configuration asked = standard.configuration();
    Comparison hostile =
        new Comparison(
            new Configuration(
                HOSTILE, 1, 1, HOSTILE, HOSTILE, HOSTILE, 1, 1, HOSTILE, HOSTILE, HOSTILE,
                asked.k(), HOSTILE),
            standard.environment(),
            HOSTILE,
            List.of(named),
            List.of(
                new SampleImage(
                    0, 1, List.of(List.of(1)), List.of(new ModelAnswer(HOSTILE, List.of(1))))));
    Document page = page(hostile);
    assertTrue(Xml.elements(page, "script").isEmpty());
    String shown = HOSTILE.replace('\u0007', '\uFFFD');
    assertTrue(Xml.texts(page, "th").contains(shown));
    assertTrue(Xml.texts(page, "code").contains(shown));
    assertEquals(hostile, ResultsJson.read(ResultsJson.write(hostile)));
  }
}
