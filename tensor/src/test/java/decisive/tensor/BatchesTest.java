package decisive.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BatchesTest {
  /** Row i holds i, and is labelled i. */
  private static TensorBatches numbered(int n, int size) {
    int[] labels = IntStream.range(0, n).toArray();
    return Batches.of(column(n), labels, size);
  }

  private static Tensor column(int n) {
    Tensor x = Tensor.zeros(n, 1);
    IntStream.range(0, n).forEach(i -> x.set(i, i, 0));
    return x;
  }

  private static List<Batch> list(Iterable<Batch> batches) {
    List<Batch> list = new ArrayList<>();
    batches.forEach(list::add);
    return list;
  }

  private static int[] labels(List<Batch> batches) {
    return batches.stream().flatMapToInt(batch -> IntStream.of(batch.labels())).toArray();
  }

  @Property(tries = 100)
  void anEpochHasEveryRowOnceWithItsTarget(
      @ForAll @IntRange(min = 1, max = 50) int n,
      @ForAll @IntRange(min = 1, max = 60) int size,
      @ForAll @IntRange(min = 0, max = 9) int epoch,
      @ForAll long seed) {
    TensorBatches batches = numbered(n, size).shuffled(seed);
    List<Batch> all = list(batches.epoch(epoch));
    assertEquals(batches.count(), all.size());
    for (Batch batch : all) {
      for (int row = 0; row < batch.size(); row++) {
        assertEquals(batch.labels()[row], batch.inputs().get(row, 0));
      }
    }
    int[] labels = labels(all);
    int[] again = labels(list(batches.epoch(epoch)));
    assertArrayEquals(labels, again);
    Arrays.sort(labels);
    assertArrayEquals(IntStream.range(0, n).toArray(), labels);
    assertEquals(
        OptionalInt.of(all.stream().mapToInt(Batch::size).min().orElseThrow()), batches.smallest());
    int from = all.size() / 2;
    assertArrayEquals(
        labels(all.subList(from, all.size())), labels(list(batches.epoch(epoch, from))));
  }

  @Example
  void epochsAndSeedsHaveTheirOwnOrder() {
    TensorBatches batches = numbered(100, 10).shuffled(1);
    int[] order = labels(list(batches.epoch(0)));
    assertFalse(Arrays.equals(order, labels(list(batches.epoch(1)))));
    assertFalse(Arrays.equals(order, labels(list(batches.shuffled(2).epoch(0)))));
    assertArrayEquals(order, labels(list(numbered(100, 7).shuffled(1).epoch(0))));
    assertArrayEquals(IntStream.range(0, 100).toArray(), labels(list(numbered(100, 9).epoch(3))));
  }

  @Example
  void theSmallerLastBatchCanBeDropped() {
    TensorBatches batches = numbered(10, 4);
    assertEquals(OptionalInt.of(2), batches.smallest());
    assertEquals(2, batches.dropLast().count());
    assertEquals(OptionalInt.of(4), batches.dropLast().smallest());
    assertArrayEquals(IntStream.range(0, 8).toArray(), labels(list(batches.dropLast().epoch(0))));
    assertEquals(OptionalInt.of(5), numbered(10, 5).smallest());
  }

  @Example
  void valuesAreCutAsTheInputsAre() {
    Tensor y = Tensor.uniform(new Generator(1), 0, 1, 6, 2, 2);
    List<Batch> batches = list(Batches.of(column(6), y, 4).epoch(0));
    assertEquals(y.rows(0, 1, 2, 3), batches.get(0).values());
    assertEquals(y.rows(4, 5), batches.get(1).values());
  }

  @Example
  void inputsCanBeTheirOwnTarget() {
    Batches batches = numbered(5, 2).shuffled(3).reconstructing();
    assertEquals(3, batches.count());
    assertEquals(OptionalInt.of(1), batches.smallest());
    List<Batch> epoch = list(batches.epoch(2, 1));
    assertEquals(2, epoch.size());
    for (Batch batch : epoch) {
      assertSame(batch.inputs(), batch.values());
    }
    assertEquals(list(numbered(5, 2).shuffled(3).epoch(2)).get(1).inputs(), epoch.get(0).inputs());
  }

  @Example
  void aBatchSaysWhatItsTargetIs() {
    Batch labelled = new Batch(Tensor.matrix(new float[] {0, 1}, new float[] {1, 1}), 1, 0);
    assertArrayEquals(new int[] {1, 0}, labelled.labels());
    assertEquals(new Labels(1, 0), labelled.target());
    assertRefused("batch: the target is labels, not values", labelled::values);
    Batch valued = new Batch(column(2), column(2));
    assertEquals(2, valued.size());
    assertRefused("batch: the target is values [2,1], not labels", valued::labels);
  }

  private static void assertRefused(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalStateException.class, action::run).getMessage());
  }

  @Example
  void refusesWhatDoesNotFit() {
    assertShapes("batch: inputs [3,1] and 2 labels;", () -> Batches.of(column(3), new int[2], 2));
    assertShapes(
        "batch: inputs [3,1] and values [2,1];", () -> Batches.of(column(3), column(2), 2));
    assertShapes("values: a scalar has no rows", () -> new Values(Tensor.scalar(1)));
    String size = assertThrows(IllegalArgumentException.class, () -> numbered(3, 0)).getMessage();
    assertEquals("batches of a table [3,1]: size 0 must be at least 1", size);
    String empty = assertThrows(IllegalArgumentException.class, () -> numbered(0, 1)).getMessage();
    assertEquals("batches of a table [0,1]: there are no examples", empty);
  }

  private static void assertShapes(String start, Runnable action) {
    String message = assertThrows(ShapeException.class, action::run).getMessage();
    assertTrue(message.startsWith(start), message);
  }

  @Example
  void saysHowItIsCutAndNotWhatIsInIt() {
    assertEquals("a table [10,1]: 4 batches of 3", numbered(10, 3).toString());
    assertEquals(
        "a table [10,1]: 3 batches of 3, shuffled (seed 7), a smaller last one dropped, inputs as"
            + " targets",
        numbered(10, 3).shuffled(7).dropLast().reconstructing().toString());
    Batch first = numbered(10, 3).epoch(0).iterator().next();
    assertEquals("3 examples: inputs [3,1], labels", first.toString());
    assertEquals("3 examples: inputs [3,1], values [3,1]", first.reconstructing().toString());
  }
}
