package decisive.experiments.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.experiments.Progress;
import decisive.experiments.Runner;
import decisive.memory.RetrievalRule;
import decisive.tensor.parallel.Workers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityRunTest {
  private static final List<String> ALL =
      Arrays.stream(StudiedModel.values()).map(StudiedModel::title).toList();

  private final int threads = Workers.threads();

  @AfterEach
  void threadsAsBefore() {
    Workers.use(threads);
  }

  private static CapacityPlan plan(
      int clusters,
      int fanals,
      int erased,
      int wrong,
      List<Integer> messages,
      List<String> models) {
    RetrievalRule rule = wrong > 0 ? RetrievalRule.sumOfSum() : RetrievalRule.unanimity();
    return new CapacityPlan(
        clusters, fanals, erased, wrong, messages, models, "", 3, 100, 0.999, 5, rule);
  }

  private static List<CapacityCurve> run(CapacityPlan plan) {
    return new CapacityRun(plan).run(Runner.threads(), Progress.silent());
  }

  @Test
  void threadsChangeNothingButTimes() {
    CapacityPlan plan = plan(4, 16, 1, 1, List.of(5, 20, 60), ALL);
    Workers.use(1);
    List<CapacityCurve> one = withoutTimes(run(plan));
    Workers.use(3);
    assertEquals(one, withoutTimes(run(plan)));
    assertEquals(ALL, one.stream().map(CapacityCurve::model).toList());
  }

  private static List<CapacityCurve> withoutTimes(List<CapacityCurve> curves) {
    return curves.stream()
        .map(
            curve ->
                new CapacityCurve(
                    curve.model(),
                    curve.description(),
                    curve.dense(),
                    curve.limit(),
                    curve.messageBits(),
                    curve.points().stream().map(CapacityRunTest::withoutTime).toList()))
        .toList();
  }

  private static CapacityPoint withoutTime(CapacityPoint p) {
    return new CapacityPoint(
        p.messages(),
        p.recalls(),
        p.ambiguous(),
        p.wrong(),
        p.error(),
        p.low(),
        p.high(),
        p.theory(),
        p.density(),
        p.expectedDensity(),
        p.bits(),
        p.efficiency(),
        0);
  }

  /** The notes' figures for 8 clusters of 256, half erased, within 99.9 % intervals. */
  @ParameterizedTest
  @CsvSource({
    "clique-one-step, 5000, .037",
    "clique-one-step, 10000, .367",
    "clique, 10000, .002",
    "clique, 20000, .116",
    "hetero, 5000, .070",
    "willshaw, 15000, .0357",
    "willshaw-anywhere, 15000, .094",
    "amari, 10000, .34"
  })
  void errorsAreTheNoted(String model, int messages, double noted) {
    CapacityPoint point =
        run(plan(8, 256, 4, 0, List.of(messages), List.of(model))).get(0).points().get(0);
    assertEquals(300, point.recalls());
    assertTrue(
        point.low() <= noted && noted <= point.high(),
        noted + " outside " + point.low() + " to " + point.high());
  }

  /** 99.9 % intervals hold the formulas, where there are any and they are not bounds. */
  @ParameterizedTest
  @CsvSource({
    "scan, 3, 8, 2",
    "scan, 4, 4, 2",
    "hopfield, 8, 64, 4",
    "hetero, 8, 64, 4",
    "clique-one-step, 8, 64, 4"
  })
  void errorsAreTheFormulas(String model, int clusters, int fanals, int erased) {
    List<CapacityPoint> points =
        run(plan(clusters, fanals, erased, 0, List.of(20, 300, 1000), List.of(model)))
            .get(0)
            .points();
    assertTrue(points.stream().anyMatch(point -> point.error() > 0 && point.error() < 1));
    for (CapacityPoint point : points) {
      double formula = point.theory().corrected();
      assertTrue(
          point.low() <= formula && formula <= point.high(),
          model + " " + point.messages() + ": " + formula + " and " + point);
    }
  }

  @Test
  void progressCountsEverySize() {
    CapacityRun run = new CapacityRun(plan(4, 16, 2, 0, List.of(5, 20), ALL));
    int[] steps = {0};
    run.run(
        Runner.threads(),
        new Progress() {
          @Override
          public synchronized void step() {
            steps[0]++;
          }

          @Override
          public void note(String text) {}
        });
    assertEquals(run.steps(), steps[0]);
  }

  /** Messages that a query tells apart are always found in a list; nothing else can do better. */
  @Test
  void noMemoryIsBetterThanTheList() {
    List<CapacityCurve> curves = run(plan(3, 8, 2, 0, List.of(10, 40), ALL.subList(0, 8)));
    CapacityCurve list = curves.get(ALL.indexOf("scan"));
    assertTrue(list.points().get(1).error() > 0.5, "one of 8 symbols does not tell 40 apart");
    for (CapacityPoint point : curves.get(ALL.indexOf("clique")).points()) {
      int at = curves.get(ALL.indexOf("clique")).points().indexOf(point);
      assertTrue(point.high() >= list.points().get(at).low());
    }
  }

  /** Quantiles of the beta distribution, from tables of binomial intervals. */
  @ParameterizedTest
  @CsvSource({"0, 10, 0, .3085", "5, 10, .1871, .8129", "10, 10, .6915, 1", "1, 100, .0003, .0545"})
  void intervalsAreClopperAndPearsons(int events, int trials, double low, double high) {
    Interval interval = Interval.of(events, trials, 0.95);
    assertEquals(low, interval.low(), 5e-5);
    assertEquals(high, interval.high(), 5e-5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8 | 0 | 5,10 | clique | 8 erased and 0 wrong clusters leave none of 8",
        "0 | 0 | 5,10 | clique | with nothing erased and nothing wrong there is nothing to repair",
        "4 | 0 | 10,10 | clique | messages [10, 10] must increase, from 1 on",
        "4 | 0 | 0,10 | clique | messages [0, 10] must increase, from 1 on",
        "4 | -1 | 10 | clique | erased and wrong clusters cannot be fewer than 0"
      })
  void refusesWhatCannotBeMeasured(
      int erased, int wrong, String messages, String model, String message) {
    List<Integer> sizes = Arrays.stream(messages.split(",")).map(Integer::valueOf).toList();
    assertEquals(
        "capacity: " + message,
        assertThrows(
                IllegalArgumentException.class,
                () -> plan(8, 16, erased, wrong, sizes, List.of(model)))
            .getMessage());
  }

  @Test
  void anUnknownModelNamesTheKnown() {
    assertEquals(
        "there is no model klique; choose among " + String.join(", ", ALL),
        assertThrows(
                IllegalArgumentException.class,
                () -> plan(8, 16, 4, 0, List.of(5), List.of("klique")))
            .getMessage());
  }
}
