package decisive.experiments.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.experiments.Progress;
import decisive.experiments.chart.SvgChart;
import decisive.experiments.train.RunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is concluded from made-up runs. */
class FindingsTest {
  private static Sweep.Row row(int k, long exact, double... percents) {
    Variant variant = new Variant("k = " + k, k, Map.of("k", k), Optional.empty());
    List<RunOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < percents.length; i++) {
      outcomes.add(
          new RunOutcome(
              Scale.MINUTES.run(null, Map.of("k", k), i + 1),
              Optional.of(
                  new RunResult(
                      "run", percents[i], percents[i], exact, exact / 2, 10, "ab".repeat(32), 1)),
              Optional.empty()));
    }
    return Sweep.Row.of(variant, outcomes);
  }

  /** t of two degrees of freedom is 4.3027, the standard deviation 1, so 4.3027 / √3. */
  @Test
  void intervalsAreStudents() {
    Estimate estimate = Estimate.of(List.of(1.0, 2.0, 3.0));
    assertEquals(2, estimate.mean(), 1e-12);
    assertEquals(2.4841377, estimate.halfWidth(), 1e-6);
    assertFalse(estimate.isCertain());
    assertTrue(Estimate.of(List.of(2.9, 3.0, 3.1)).isCertain());
    assertFalse(Estimate.of(List.of(2.9)).isCertain(), "of one run nothing is known");
    assertThrows(IllegalArgumentException.class, () -> Estimate.of(List.of()));
  }

  /** The runs scatter by 5 points, but always together. */
  @Test
  void differencesAreTakenSeedBySeed() {
    List<String> findings =
        Findings.decline(
            List.of(row(1, 100, 95, 90, 85), row(2, 60, 95.1, 89.9, 85), row(4, 40, 93, 88.1, 83)));
    assertEquals(
        "k = 2 is 0.00 points below k = 1 (± 0.25 over 3 seeds: within the interval), with 60.0 %"
            + " of its exact multiplications.",
        findings.get(0).replace("above", "below"));
    assertTrue(findings.get(1).startsWith("k = 4 is 1.97 points below k = 1 (± 0.14"));
    assertTrue(findings.get(1).contains("beyond the interval), with 40.0 %"), findings.get(1));
    assertTrue(
        findings.get(3).startsWith("From k = 2 to k = 4 accuracy falls by 1.97"), findings.get(3));
  }

  @Test
  void singleRunsHaveNoInterval() {
    List<String> findings = Findings.decline(List.of(row(1, 100, 95), row(2, 60, 94)));
    assertEquals(
        List.of(
            "k = 2 is 1.00 points below k = 1 (one run each: no interval), with 60.0 % of its exact"
                + " multiplications."),
        findings);
  }

  @Test
  void whatWasNotDoneIsLeftOut() {
    assertEquals(List.of(), Findings.decline(List.of()));
    assertEquals(List.of(), Findings.range(List.of(row(1, 100, 95))));
    assertEquals(List.of(), Findings.decline(List.of(row(1, 100, 95), row(2, 50))));
    String range = Findings.range(List.of(row(1, 100, 95, 94), row(2, 50, 91, 90))).get(0);
    assertTrue(range.startsWith("Best: k = 1 with 94.50 %; worst: k = 2 with 90.50 %"), range);
    assertFalse(range.contains("chosen"), range);
  }

  /** The largest of many differences is large by chance alone. */
  @Test
  void extremesOfManyRowsAreSaidToBe() {
    List<Sweep.Row> rows = List.of(row(1, 100, 95, 94), row(2, 50, 91, 90), row(4, 40, 92, 90));
    String range = Findings.range(rows).get(0);
    assertTrue(range.contains("beyond the interval, but the two were chosen from 3)"), range);
  }

  @Test
  void theBestIsHeldAgainstTheFirstOrTheNextBest() {
    Findings.Measured low = new Findings.Measured("low", Map.of(1L, 50.0, 2L, 51.0));
    Findings.Measured high = new Findings.Measured("high", Map.of(1L, 60.0, 2L, 61.0));
    Findings.Measured middle = new Findings.Measured("middle", Map.of(1L, 55.0, 2L, 65.0));
    assertEquals("high with 60.50 %", Findings.best(List.of(high)));
    assertEquals(
        "high with 60.50 %, 10.00 points above low (± 0.00 over 2 seeds: beyond the interval)",
        Findings.best(List.of(low, high)));
    assertEquals(
        "high with 60.50 %, 0.50 points above middle (± 57.18 over 2 seeds: within the interval,"
            + " but the two were chosen from 3)",
        Findings.best(List.of(high, low, middle)));
    assertEquals(
        "b with 2.00 %, 1.00 points above a (one run each: no interval)",
        Findings.best(
            List.of(
                new Findings.Measured("a", Map.of(1L, 1.0)),
                new Findings.Measured("b", Map.of(1L, 2.0)),
                new Findings.Measured("c", Map.of(1L, 0.0)))));
    assertEquals(
        "b with 2.00 %",
        Findings.best(
            List.of(
                new Findings.Measured("a", Map.of(1L, 1.0)),
                new Findings.Measured("b", Map.of(2L, 2.0)))),
        "no seed in common, no difference");
  }

  @Test
  void onlySeedsThatBothHaveAreCompared() {
    Map<Long, Double> first = new TreeMap<>(Map.of(1L, 90.0, 2L, 80.0, 4L, 70.0));
    Map<Long, Double> second = new TreeMap<>(Map.of(2L, 79.0, 3L, 10.0, 4L, 68.0));
    Estimate more = Estimate.ofDifferences(first, second).orElseThrow();
    assertEquals(1.5, more.mean(), 1e-12);
    assertEquals(2, more.runs());
    assertTrue(Estimate.ofDifferences(first, Map.of(3L, 1.0)).isEmpty());
  }

  @Test
  void thePapersMultiplicationsAreMetToTheUnit() throws Exception {
    Experiment.Setting setting = new Experiment.Setting(Scale.MINUTES, null, 1);
    Section section =
        Experiments.named("multiplications")
            .get(0)
            .section(setting, List.of(), null, Progress.silent());
    assertTrue(section.findings().get(0).startsWith("14 of the paper's 14 numbers are met"));
    assertTrue(section.rows().get(2).contains("168,493,056"), "the exact rule, k = 4");
  }

  /** All but one cell was measured: it stays empty, the shades go from the least to the most. */
  @Test
  void temperaturesBecomeAHeatMapForEachReading() {
    List<Sweep.Row> rows = new ArrayList<>();
    List<Variant> variants = TemperatureGrid.variants();
    for (int i = 0; i < variants.size(); i++) {
      double percent = 60 + i;
      rows.add(
          Sweep.Row.of(
              variants.get(i),
              i == 3
                  ? List.of()
                  : List.of(
                      new RunOutcome(
                          Scale.MINUTES.run(null, variants.get(i).changes(), 1),
                          Optional.of(
                              new RunResult("run", 1, percent, 1, 1, 1, "ab".repeat(32), 1)),
                          Optional.empty()))));
    }
    List<SvgChart> maps = new TemperatureGrid().of("table3", "title", rows);
    assertEquals(
        List.of("table3-paper", "table3-program"), maps.stream().map(SvgChart::name).toList());
    String printed = maps.get(0).inline();
    assertEquals(17, printed.split("<rect").length - 1, "18 cells, one of them empty");
    assertFalse(printed.contains(">63.00<"), "not measured");
    assertTrue(printed.contains("opacity=\"0.050\""), "the least");
    assertTrue(printed.indexOf(">60.00<") < printed.indexOf(">78.00<"), "k = 2 over k = 4");
    assertTrue(maps.get(1).inline().contains(">69.00<"), "the program's first row");
    assertTrue(
        new TemperatureGrid()
            .of("t", "t", variants.stream().map(v -> Sweep.Row.of(v, List.of())).toList())
            .isEmpty());
  }

  /** The last competitions of the network have other groups than the first. */
  @Test
  void groupsMayChangeWithDepth() {
    List<RunConfig> runs =
        Experiments.named("groups").get(0).runs(new Experiment.Setting(Scale.HOURS, "x", 1));
    List<Integer> rising = runs.get(6).kPerLayer();
    List<Integer> falling = runs.get(7).kPerLayer();
    assertEquals(18, rising.size(), "ResNet-20's competitions");
    assertEquals(List.of(2, 8), List.of(rising.get(0), rising.get(17)));
    assertEquals(List.of(8, 2), List.of(falling.get(0), falling.get(17)));
  }

  @Test
  void figure1RetrievesWhatItStored() throws Exception {
    Experiment.Setting setting = new Experiment.Setting(Scale.MINUTES, null, 1);
    Section section =
        Experiments.named("figure1").get(0).section(setting, List.of(), null, Progress.silent());
    assertEquals(12, section.rows().size());
    assertTrue(section.findings().stream().allMatch(finding -> finding.endsWith("as stored.")));
    assertEquals(1, section.charts().size());
    String picture = section.charts().get(0).standalone();
    int ones = picture.split("class=\"s1\"[^>]*opacity=\"0.750\"", -1).length - 1;
    long set = section.rows().stream().flatMap(List::stream).filter("1"::equals).count();
    assertEquals(set, ones, "a filled cell for each 1 of W");
    assertEquals(4, picture.split(">\\?</text>", -1).length - 1, "the subvector left out");
    // Three pairs of 3 + 2 ones, the query's two, and a winner for each of y's two subvectors.
    int vectors = picture.split("class=\"s2\"[^>]*opacity=\"0.750\"", -1).length - 1;
    assertEquals(3 * 5 + 2 + 2, vectors);
  }

  @Test
  void everyExperimentHasItsRuns() {
    for (Experiment experiment : Experiments.all()) {
      for (Scale scale : Scale.values()) {
        List<?> runs = experiment.runs(new Experiment.Setting(scale, "cifar10:x", 2));
        assertEquals(
            List.of("figure1", "table4", "multiplications").contains(experiment.name()),
            runs.isEmpty(),
            experiment.name());
      }
    }
    Experiment few = Experiments.named("table4").get(0);
    assertEquals(10, few.runs(new Experiment.Setting(Scale.MINUTES, null, 2)).size());
    assertEquals(0, few.runs(new Experiment.Setting(Scale.PAPER, null, 2)).size());
    assertEquals(14, few.runs(new Experiment.Setting(Scale.PAPER, "cifar-fs:x", 2)).size());
    assertEquals(1, Experiments.named("table1").size());
    assertEquals(Experiments.names().size(), Experiments.named("all").size());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Experiments.named("table9"))
            .getMessage()
            .contains("choose table1, multiplications, table2"));
  }
}
