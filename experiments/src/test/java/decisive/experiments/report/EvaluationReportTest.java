package decisive.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.experiments.Xml;
import decisive.experiments.compare.Environment;
import decisive.experiments.evaluate.NetworkEvaluation;
import decisive.experiments.evaluate.NetworkEvaluation.FewShotSummary;
import decisive.experiments.evaluate.NetworkEvaluation.NoiseResult;
import decisive.experiments.evaluate.NetworkEvaluation.PhaseResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class EvaluationReportTest {
  private static final String HOSTILE = "images:</style><script>alert(1)</script>";

  private static NetworkEvaluation evaluation(
      List<String> classNames,
      List<PhaseResult> phases,
      List<NoiseResult> noise,
      FewShotSummary fewShot) {
    return new NetworkEvaluation(
        "net.safetensors",
        "cc",
        "k=2",
        HOSTILE,
        "bb",
        1234,
        null,
        "checkpoint",
        classNames,
        phases,
        noise,
        fewShot,
        new Environment(42, "simd", 2, "J", "O", "A", "0", null));
  }

  /** Two classes and one that has no images; 3 of 5 correct. */
  private static final PhaseResult THREE =
      new PhaseResult(
          "wta", null, 60, List.of(List.of(2L, 0L, 1L), List.of(0L, 1L, 1L), List.of(0L, 0L, 0L)));

  private static Document page(NetworkEvaluation evaluation) {
    return Xml.parse(EvaluationReport.html(evaluation, Optional.empty()));
  }

  @Test
  void showsPhasesNoiseAndConfusions() {
    NetworkEvaluation evaluation =
        evaluation(
            List.of("a<b", "dog", "none"),
            List.of(THREE),
            List.of(new NoiseResult("shot", 1, 50), new NoiseResult("shot", 3, 30)),
            null);
    Document page = page(evaluation);
    assertTrue(Xml.elements(page, "script").isEmpty());
    assertEquals("A network on " + HOSTILE, Xml.texts(page, "h1").get(0));
    assertEquals(
        "It predicts the class of 60.0 % of 1,234 test images correctly (wta).",
        Xml.texts(page, "p").get(0));
    List<String> rows = Xml.texts(page, "tr");
    assertTrue(rows.contains("wta60.00not finite"), rows.toString());
    assertTrue(rows.contains("shot50.0030.0040.00"), rows.toString());
    assertTrue(rows.contains("a<b2166.7 %"), rows.toString());
    assertTrue(rows.contains("none–"), rows.toString());
    assertEquals(
        List.of("a<b predicted as none: 1", "dog predicted as none: 1"), Xml.texts(page, "li"));
    assertEquals(1, Xml.elements(page, "figure").size());
    assertTrue(rows.contains("the run's own test imagesnot known"), rows.toString());
    assertEquals(
        """
        phase  accuracy, %        loss
        wta          60.00  not finite

        noise, accuracy in %      1      3   mean
        shot                  50.00  30.00  40.00
        """,
        EvaluationTable.text(evaluation));
  }

  @Test
  void manyClassesAreAListAndNotAMatrix() {
    List<String> names = IntStream.range(0, 30).mapToObj(i -> "class " + i).toList();
    List<List<Long>> confusion =
        IntStream.range(0, 30)
            .mapToObj(
                label ->
                    IntStream.range(0, 30)
                        .mapToObj(
                            predicted ->
                                predicted == label ? 90L : predicted == 29 ? (long) label : 0L)
                        .toList())
            .toList();
    Document page =
        page(
            evaluation(names, List.of(new PhaseResult("wta", 1., 90, confusion)), List.of(), null));
    List<String> items = Xml.texts(page, "li");
    assertEquals(20, items.size());
    assertEquals("class 28 predicted as class 29: 28", items.get(0));
    assertTrue(Xml.texts(page, "th").stream().noneMatch("class 3"::equals));
  }

  @Test
  void fewShotAlone() {
    NetworkEvaluation evaluation =
        evaluation(
            List.of("x", "y"),
            List.of(),
            List.of(),
            new FewShotSummary(5, 1, 595, 10_000, "wta", 61.234, 0.2));
    String sentence =
        "5-way 1-shot, 595 queries a class, wta: 61.23 ± 0.20 % (95 % interval) over 10,000 episodes";
    assertEquals(sentence + "\n", EvaluationTable.text(evaluation));
    Document page = page(evaluation);
    assertEquals(sentence + ".", Xml.texts(page, "p").get(0));
    assertEquals(List.of("How it was done"), Xml.texts(page, "h2"));
  }

  @Test
  void withoutAFontItSaysSo() {
    NetworkEvaluation evaluation =
        evaluation(
            List.of("a", "b", "c"), List.of(THREE), List.of(new NoiseResult("shot", 1, 50)), null);
    Document page = Xml.parse(EvaluationReport.html(evaluation, Optional.of("no font <here>")));
    assertTrue(Xml.texts(page, "p").contains("no font <here>"));
    assertTrue(Xml.elements(page, "figure").isEmpty());
  }
}
