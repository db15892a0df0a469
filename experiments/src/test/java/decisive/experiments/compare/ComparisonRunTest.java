package decisive.experiments.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.experiments.Progress;
import decisive.experiments.Runner;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.parallel.Workers;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The comparison itself, on the real digits, cut short. */
class ComparisonRunTest {
  private static final ComparisonPlan SHORT = new ComparisonPlan(5, List.of(2, 16), 1);

  private static Comparison run(ComparisonPlan plan) {
    return new ComparisonRun(plan).run(Runner.threads(), Progress.silent(), "decisive", "test");
  }

  @Test
  void everyModelAnswersForTheSameImages() {
    AtomicLong steps = new AtomicLong();
    ComparisonRun run = new ComparisonRun(SHORT);
    Comparison comparison =
        run.run(
            Runner.threads(),
            new Progress() {
              @Override
              public void step() {
                steps.incrementAndGet();
              }

              @Override
              public void note(String text) {
                assertTrue(text.startsWith("k = "), text);
              }
            },
            "decisive compare",
            "test");
    assertEquals(run.steps(), steps.get());
    assertEquals(2 * 23, steps.get(), "23 batches of 64 cover 1,437 images");
    assertEquals(
        List.of(
            "k = 2",
            "k = 16",
            "pixels, 17 levels",
            "pixels, 4 levels",
            "codes, k = 2",
            "codes, k = 16"),
        comparison.models().stream().map(ModelResult::name).toList());
    assertEquals(10, comparison.samples().size());
    for (int label = 0; label < 10; label++) {
      SampleImage sample = comparison.samples().get(label);
      assertEquals(label, sample.label());
      assertEquals(
          comparison.models().stream().map(ModelResult::name).toList(),
          sample.answers().stream().map(ModelAnswer::model).toList());
    }
    for (NetworkResult network : comparison.networks()) {
      assertTrue(network.multiplicationsExecuted() < network.multiplicationsExact());
      assertEquals(6, network.winShares().size());
      for (LayerWins layer : network.winShares()) {
        assertEquals(1, layer.shares().stream().mapToDouble(d -> d).sum(), 1e-9, layer.layer());
      }
    }
  }

  /** Shallow memory on grey levels: 71 and 38 % are expected over splits. */
  @Test
  void theShallowMemorySaturates() {
    DigitsTask task = new DigitsTask(ComparisonPlan.STANDARD.seed());
    double all = ShallowMemory.onPixels(task, 17).result().accuracyPercent();
    double few = ShallowMemory.onPixels(task, 4).result().accuracyPercent();
    assertTrue(all > 66 && all < 76, "17 levels: " + all);
    assertTrue(few > 33 && few < 45, "4 levels: " + few);
  }

  /** The same seed gives the same bits, whatever the threads and the kernels. */
  @Test
  void weightsDependOnTheSeedAlone() {
    int threads = Workers.threads();
    Kernels kernels = KernelSet.active();
    ComparisonPlan plan = new ComparisonPlan(5, List.of(4), 1);
    try {
      String expected = run(plan).weightsSha256();
      Workers.use(threads == 1 ? 2 : 1);
      assertEquals(expected, run(plan).weightsSha256(), "other threads");
      KernelSet.use(KernelSet.named("plain"));
      assertEquals(expected, run(plan).weightsSha256(), "plain kernels");
      assertNotEquals(expected, run(new ComparisonPlan(6, List.of(4), 1)).weightsSha256());
    } finally {
      Workers.use(threads);
      KernelSet.use(kernels);
    }
  }

  @Test
  void badPlansAreRefused() {
    assertEquals(
        "compare: k = 3 does not divide the 16 maps; try 1,2,4,8,16", message(List.of(1, 3), 1));
    assertEquals("compare: 0 epochs; choose 1 to 10000", message(List.of(1), 0));
    assertEquals("compare: no k given; try 1,2,4", message(List.of(), 1));
  }

  private static String message(List<Integer> k, int epochs) {
    return assertThrows(IllegalArgumentException.class, () -> new ComparisonPlan(1, k, epochs))
        .getMessage();
  }
}
