package decisive.datasets;

import static decisive.testing.Thrown.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Batch;
import decisive.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ImageBatchesTest {
  @Property(tries = 200)
  void anEpochHasEveryImageOnce(
      @ForAll @IntRange(min = 1, max = 256) int n,
      @ForAll @IntRange(min = 1, max = 300) int size,
      @ForAll @IntRange(min = 0, max = 1000) int epoch,
      @ForAll boolean shuffled,
      @ForAll long seed) {
    ImageBatches batches = Samples.numbered(n).batches(size);
    if (shuffled) {
      batches = batches.shuffled(seed);
    }
    List<Integer> sizes = sizes(batches, epoch);
    assertEquals(batches.count(), sizes.size());
    assertTrue(sizes.subList(0, sizes.size() - 1).stream().allMatch(s -> s == size));
    int[] numbers = numbers(batches, epoch);
    if (shuffled) {
      assertArrayEquals(batches.order(epoch), numbers);
      Arrays.sort(numbers);
    }
    assertArrayEquals(IntStream.range(0, n).toArray(), numbers);
  }

  @Property(tries = 100)
  void theSmallerLastBatchCanBeDropped(
      @ForAll @IntRange(min = 1, max = 256) int n,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll long seed) {
    int kept = Math.min(size, n);
    ImageBatches all = Samples.numbered(n).batches(kept).shuffled(seed);
    ImageBatches batches = all.dropLast();
    assertEquals(n / kept, batches.count());
    assertTrue(sizes(batches, 3).stream().allMatch(s -> s == kept));
    assertArrayEquals(Arrays.copyOf(numbers(all, 3), n / kept * kept), numbers(batches, 3));
  }

  @Property(tries = 50)
  void anEpochIsTheSameEveryTimeAndUnlikeTheNext(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 1000) int epoch) {
    ImageBatches batches = Samples.numbered(100).batches(7).shuffled(seed);
    int[] order = numbers(batches, epoch);
    // Other epochs in between change nothing, and batch sizes do not either.
    numbers(batches, epoch + 5);
    assertArrayEquals(order, numbers(batches, epoch));
    assertArrayEquals(order, numbers(Samples.numbered(100).batches(64).shuffled(seed), epoch));
    // Two of 100! orders agree once in 10^157.
    assertFalse(Arrays.equals(order, numbers(batches, epoch + 1)));
    assertFalse(
        Arrays.equals(order, numbers(Samples.numbered(100).batches(7).shuffled(seed + 1), epoch)));
  }

  @Example
  void oneEpochCanBeWalkedTwice() {
    Iterable<Batch> epoch = Samples.numbered(10).batches(4).shuffled(1).epoch(2);
    List<Integer> first = new ArrayList<>();
    List<Integer> second = new ArrayList<>();
    epoch.forEach(batch -> first.add(batch.labels()[0]));
    epoch.forEach(batch -> second.add(batch.labels()[0]));
    assertEquals(3, first.size());
    assertEquals(first, second);
  }

  @Example
  void theOrderIsTheSameOnEveryMachine() {
    assertArrayEquals(
        new int[] {2, 1, 4, 3, 8, 0, 7, 6, 9, 5},
        Samples.numbered(10).batches(3).shuffled(1).order(0));
    ImageBatches digits = Digits.load().split(0.8, 1).train().batches(64).shuffled(1);
    assertEquals(-342584415, Arrays.hashCode(digits.order(7)));
  }

  @Example
  void imagesAreChannelsLastAndNormalised() {
    ImageDataset images = Samples.images(3, 255, 4, 5, 6);
    Normalization normalization =
        new Normalization(List.of(0.1, 0.2, 0.3), List.of(0.5, 0.25, 2.0));
    ImageBatches batches = images.batches(4).shuffled(9).normalized(normalization);
    int[] order = batches.order(1);
    int position = 0;
    for (Batch batch : batches.epoch(1)) {
      assertEquals(Shape.of(batch.size(), 3, 2, 3), batch.inputs().shape());
      for (int row = 0; row < batch.size(); row++) {
        int i = order[position++];
        assertEquals(images.label(i), batch.labels()[row]);
        byte[] bytes = images.pixels(i);
        for (int y = 0; y < 3; y++) {
          for (int x = 0; x < 2; x++) {
            for (int c = 0; c < 3; c++) {
              double value = Byte.toUnsignedInt(bytes[(y * 2 + x) * 3 + c]) / 255.0;
              double mean = normalization.means().get(c);
              assertEquals(
                  (float) ((value - mean) / normalization.stds().get(c)),
                  batch.inputs().get(row, y, x, c));
            }
          }
        }
      }
    }
    assertEquals(images.size(), position);
  }

  @Example
  void allIsTheDataSetInOrder() {
    ImageDataset digits = Digits.load();
    Batch all = digits.all(Normalization.none(1));
    assertEquals(Shape.of(1797, 8, 8, 1), all.inputs().shape());
    assertArrayEquals(digits.labels(), all.labels());
    assertEquals(13 / 16f, all.inputs().get(0, 0, 3, 0));
  }

  @Example
  void theIteratorEnds() {
    Iterator<Batch> epoch = Samples.numbered(3).batches(2).epoch(0).iterator();
    epoch.next();
    epoch.next();
    assertFalse(epoch.hasNext());
    assertEquals(
        "the epoch has only 2 batches",
        assertThrows(NoSuchElementException.class, epoch::next).getMessage());
  }

  @Example
  void wrongSettingsAreRefused() {
    ImageDataset images = Samples.numbered(10);
    assertRefused("batches of numbered: size 0 must be at least 1", () -> images.batches(0));
    assertRefused("batches of numbered: size -3 must be at least 1", () -> images.batches(-3));
    assertRefused(
        "batches of numbered: epoch -1 must be 0 or more", () -> images.batches(2).epoch(-1));
    assertRefused(
        "batches of numbered: the images have 1 channels, the normalization 3; "
            + "take it from the training part of the same data",
        () -> images.batches(2).normalized(Normalization.none(3)));
    assertRefused(
        "batches of numbered: 10 examples do not fill one batch of 11, and the smaller last one is "
            + "dropped; make batches smaller, or keep it",
        () -> images.batches(11).dropLast());
  }

  @Example
  void leavesOutTheFirstBatchesOfAnEpoch() {
    ImageBatches batches = Samples.numbered(10).batches(4).shuffled(1);
    for (int from = 0; from <= 3; from++) {
      List<Integer> rest = new ArrayList<>();
      batches.epoch(2, from).forEach(batch -> rest.add(batch.labels()[0]));
      List<Integer> all = new ArrayList<>();
      batches.epoch(2).forEach(batch -> all.add(batch.labels()[0]));
      assertEquals(all.subList(from, 3), rest);
    }
    assertEquals(
        "batches of numbered: from batch 4 must be 0 to 3, the batches of an epoch",
        assertThrows(IllegalArgumentException.class, () -> batches.epoch(2, 4)).getMessage());
  }

  private static List<Integer> sizes(ImageBatches batches, int epoch) {
    List<Integer> sizes = new ArrayList<>();
    batches.epoch(epoch).forEach(batch -> sizes.add(batch.size()));
    return sizes;
  }

  /** Which images of {@link Samples#numbered} came, in which order, read from the pixels. */
  private static int[] numbers(ImageBatches batches, int epoch) {
    List<Integer> numbers = new ArrayList<>();
    for (Batch batch : batches.epoch(epoch)) {
      for (int row = 0; row < batch.size(); row++) {
        int number = Math.round(batch.inputs().get(row, 0, 0, 0) * 255);
        assertEquals(number % 2, batch.labels()[row]);
        numbers.add(number);
      }
    }
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
