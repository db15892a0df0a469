package decisive.nn.train.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Labels;
import decisive.tensor.ShapeException;
import decisive.tensor.Target;
import decisive.tensor.Tensor;
import decisive.tensor.Values;
import decisive.tensor.random.Generator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MetricTest {
  private static double of(Metric metric, Tensor output, Target target) {
    return metric.value(metric.sums(output, target));
  }

  @Example
  void accuracyIsTheShareOfCorrectExamples() {
    Tensor output =
        Tensor.matrix(
            new float[] {2, 1}, new float[] {0, 3}, new float[] {1, 1}, new float[] {0, 1});
    assertEquals(0.75, of(Metric.accuracy(), output, new Labels(0, 1, 0, 0)));
    assertEquals(0.5, of(Metric.accuracyIgnoring(9), output, new Labels(0, 9, 9, 0)));
    assertTrue(Double.isNaN(of(Metric.accuracyIgnoring(0), output, new Labels(0, 0, 0, 0))));
    assertEquals("75.00 %", Metric.accuracy().text(0.75));
  }

  /** {@code sklearn.metrics.r2_score}; of two columns with {@code "variance_weighted"}. */
  @Example
  void rSquaredIsScikitLearns() {
    Tensor x = Tensor.vector(2.5f, 0, 2, 8);
    Tensor y = Tensor.vector(3, -0.5f, 2, 7);
    assertEquals(0.9486081370449679, of(Metric.rSquared(), x, new Values(y)), 1e-12);
    Tensor x2 = Tensor.matrix(new float[] {0, 2}, new float[] {-1, 2}, new float[] {8, -5});
    Tensor y2 = Tensor.matrix(new float[] {0.5f, 1}, new float[] {-1, 1}, new float[] {7, -6});
    assertEquals(0.9382566585956417, of(Metric.rSquared(), x2, new Values(y2)), 1e-12);
  }

  @Example
  void rSquaredIsOneAtBestAndZeroForTheMean() {
    Tensor y = Tensor.normal(new Generator(1), 2, 20, 3);
    assertEquals(1, of(Metric.rSquared(), y, new Values(y)));
    Tensor mean = y.mean(0).broadcastTo(20, 3);
    assertEquals(0, of(Metric.rSquared(), mean, new Values(y)), 1e-6);
    Tensor constant = Tensor.ones(20, 3);
    assertTrue(Double.isNaN(of(Metric.rSquared(), y, new Values(constant))));
  }

  /** However the examples are cut into batches. */
  @Property(tries = 50)
  void sumsOfBatchesAreTheSumsOfAll(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 12) int n,
      @ForAll @IntRange(min = 1, max = 11) int cut) {
    Generator generator = new Generator(seed);
    int at = Math.min(cut, n - 1);
    Tensor x = Tensor.normal(generator.split("x"), 1, n, 4);
    Tensor y = Tensor.normal(generator.split("y"), 1, n, 4);
    for (Metric metric :
        new Metric[] {
          Metric.meanSquaredError(),
          Metric.rSquared(),
          Metric.ofValues("own", (output, values) -> output.sub(values).abs().mean().item())
        }) {
      double[] totals = metric.sums(rows(x, 0, at), new Values(rows(y, 0, at)));
      double[] rest = metric.sums(rows(x, at, n), new Values(rows(y, at, n)));
      for (int i = 0; i < totals.length; i++) {
        totals[i] += rest[i];
      }
      assertArrayEquals(metric.sums(x, new Values(y)), totals, 1e-4, metric.name());
      assertEquals(of(metric, x, new Values(y)), metric.value(totals), 1e-4, metric.name());
    }
  }

  private static Tensor rows(Tensor tensor, int from, int to) {
    return tensor.rows(IntStream.range(from, to).toArray());
  }

  @Example
  void refusesOutputsThatDoNotFit() {
    String message =
        assertThrows(
                ShapeException.class,
                () -> of(Metric.rSquared(), Tensor.zeros(2, 1), new Values(Tensor.zeros(2))))
            .getMessage();
    assertTrue(message.startsWith("R²: output [2,1] and values [2] differ; reshape"), message);
    message =
        assertThrows(
                ShapeException.class,
                () -> of(Metric.accuracy(), Tensor.zeros(2, 3, 3), new Labels(0, 1)))
            .getMessage();
    assertTrue(message.startsWith("accuracy: output [2,3,3] and 2 labels;"), message);
  }

  @Example
  void scoresAreFoundByName() {
    Map<Metric, Double> values = new LinkedHashMap<>();
    values.put(Metric.accuracy(), 0.5);
    values.put(Metric.ofLabels("top 5", (output, labels) -> 1), 0.75);
    Scores scores = new Scores(values);
    assertEquals(0.75, scores.of("top 5"));
    assertEquals("accuracy 50.00 %, top 5 0.7500", scores.toString());
    String message =
        assertThrows(IllegalArgumentException.class, () -> scores.of("R²")).getMessage();
    assertEquals(
        "scores: 'R²' was not measured, but [accuracy, top 5]; choose it as one of the metrics",
        message);
  }
}
