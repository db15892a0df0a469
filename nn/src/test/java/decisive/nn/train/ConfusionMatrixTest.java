package decisive.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.random.Generator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static final ConfusionMatrix EXAMPLE =
      ConfusionMatrix.of(new int[] {0, 0, 0, 1, 1, 0}, new int[] {0, 0, 1, 1, 0, 0}, 3);

  @Test
  void countsPairs() {
    assertEquals(3, EXAMPLE.count(0, 0));
    assertEquals(1, EXAMPLE.count(0, 1));
    assertEquals(1, EXAMPLE.count(1, 0));
    assertEquals(1, EXAMPLE.count(1, 1));
    assertEquals(4 / 6., EXAMPLE.accuracy());
    assertEquals(3 / 4., EXAMPLE.recall(0));
    assertEquals(1 / 2., EXAMPLE.precision(1));
    assertEquals(Double.NaN, EXAMPLE.recall(2));
    assertEquals(Double.NaN, EXAMPLE.precision(2));
  }

  @Test
  void printsATable() {
    String expected =
        """
                       0     1     2  recall
                 0     3     1     0    75.0
                 1     1     1     0    50.0
                 2     0     0     0       -
         precision  75.0  50.0     -    66.7
        """;
    assertEquals(expected, EXAMPLE.toString());
  }

  @Property(tries = 100)
  void sumsToItsImages(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 200) int n,
      @ForAll @IntRange(min = 1, max = 12) int classes) {
    Generator generator = new Generator(seed);
    int[] labels = new int[n];
    int[] predictions = new int[n];
    int correct = 0;
    for (int i = 0; i < n; i++) {
      labels[i] = generator.nextInt(classes);
      predictions[i] = generator.nextInt(classes);
      correct += labels[i] == predictions[i] ? 1 : 0;
    }
    ConfusionMatrix matrix = ConfusionMatrix.of(labels, predictions, classes);
    long sum = 0;
    double found = 0;
    for (int label = 0; label < classes; label++) {
      long row = 0;
      for (int prediction = 0; prediction < classes; prediction++) {
        row += matrix.count(label, prediction);
      }
      sum += row;
      found += row == 0 ? 0 : matrix.recall(label) * row;
    }
    assertEquals(n, sum);
    assertEquals(n, matrix.total());
    assertEquals((double) correct / n, matrix.accuracy());
    assertEquals(correct, found, 1e-9);
  }

  @Test
  void refusesWhatDoesNotPair() {
    assertRefused(new int[] {0}, new int[] {0, 1}, "1 labels and 2 predictions");
    assertRefused(new int[] {0, 2}, new int[] {0, 0}, "label 2 at 1 is outside 0 .. 1");
    assertRefused(new int[] {0, 0}, new int[] {-1, 0}, "prediction -1 at 0 is outside 0 .. 1");
  }

  private static void assertRefused(int[] labels, int[] predictions, String part) {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> ConfusionMatrix.of(labels, predictions, 2))
            .getMessage();
    assertTrue(message.contains(part), message);
  }
}
