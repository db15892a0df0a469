package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.datasets.transform.Augmentation;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.stat.inference.ChiSquareTest;

class AugmentedBatchesTest {
  private static final Augmentation ALL = Augmentation.parse("crop1,flip,cutout1,resize4x5");

  /** The images of an epoch by their positions, whatever the order in which they came. */
  private static float[][] byPosition(ImageBatches order, Batches batches, int epoch) {
    int[] positions = order.order(epoch);
    float[][] images = new float[positions.length][];
    int at = 0;
    for (Batch batch : batches.epoch(epoch)) {
      for (int row = 0; row < batch.size(); row++) {
        images[positions[at++]] = batch.inputs().select(0, row).copy().data();
      }
    }
    return images;
  }

  @Property(tries = 100)
  void seedEpochAndPositionAloneDecide(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 1000) int epoch,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll long orderSeed,
      @ForAll boolean prefetched) {
    ImageDataset images = Samples.images(3, 255, 4, 10, 12);
    float[][] expected =
        byPosition(images.batches(7), images.batches(7).augmented(ALL, seed), epoch);
    ImageBatches other = images.batches(size).augmented(ALL, seed).shuffled(orderSeed);
    float[][] actual = byPosition(other, prefetched ? other.prefetched() : other, epoch);
    assertTrue(Arrays.deepEquals(expected, actual));
    // 22 images of which each is changed in one of 2 · 9 · 6 ways: all the same once in 10^44.
    assertFalse(
        Arrays.deepEquals(
            expected,
            byPosition(images.batches(7), images.batches(7).augmented(ALL, seed), epoch + 1)));
    assertFalse(
        Arrays.deepEquals(
            expected,
            byPosition(images.batches(7), images.batches(7).augmented(ALL, seed + 1), epoch)));
  }

  @Example
  void theSameOnEveryMachine() {
    ImageBatches batches =
        Digits.load()
            .batches(100)
            .shuffled(1)
            .augmented(Augmentation.parse("crop2,flip,cutout3,resize9"), 2);
    int hash = 0;
    for (Batch batch : batches.epoch(3)) {
      hash = 31 * hash + Arrays.hashCode(batch.inputs().data());
    }
    assertEquals(1456782487, hash);
  }

  @Example
  void paddingIsBlackAndCutoutIsTheMean() {
    ImageFormat format = new ImageFormat("bright", 3, 3, 2, 100, List.of("only"));
    byte[] bright = new byte[200 * 18];
    Arrays.fill(bright, (byte) 100);
    ImageBatches batches =
        ImageDataset.of(format, bright, new int[200])
            .batches(200)
            .normalized(new Normalization(List.of(0.5, 0.25), List.of(0.5, 0.25)));
    assertArrayEquals(new float[] {-1, 1}, values(batches, "crop1", 0));
    assertArrayEquals(new float[] {-1, 3}, values(batches, "crop1", 1));
    assertArrayEquals(new float[] {0, 1}, values(batches, "cutout1", 0));
    assertArrayEquals(new float[] {0, 3}, values(batches, "cutout1", 1));
  }

  /** The different values of a channel, sorted. */
  private static float[] values(ImageBatches batches, String augmentation, int channel) {
    Batch batch = batches.augmented(Augmentation.parse(augmentation), 1).epoch(0).iterator().next();
    float[] all = batch.inputs().select(3, channel).copy().data();
    Arrays.sort(all);
    float first = all[0];
    float last = all[all.length - 1];
    for (float value : all) {
      assertTrue(value == first || value == last);
    }
    return new float[] {first, last};
  }

  private static final int SIDE = 9;
  private static final int CENTRE = SIDE / 2;

  /** 90 images in 200 epochs: how often what is seen in one is each of the kinds. */
  private static long[] counts(String augmentation, int kinds, ToIntFunction<float[]> kind) {
    ImageFormat format = new ImageFormat("marks", SIDE, SIDE, 1, 2, List.of("only"));
    byte[] pixels = new byte[90 * SIDE * SIDE];
    for (int i = 0; i < 90; i++) {
      pixels[i * SIDE * SIDE + CENTRE * SIDE + CENTRE] = 2;
      for (int y = 0; y < SIDE; y++) {
        pixels[i * SIDE * SIDE + y * SIDE + SIDE - 1] = 1; // a stripe at the right
      }
    }
    ImageBatches batches =
        ImageDataset.of(format, pixels, new int[90])
            .batches(90)
            .augmented(Augmentation.parse(augmentation), 11);
    long[] counts = new long[kinds];
    for (int epoch = 0; epoch < 200; epoch++) {
      for (float[] image : byPosition(batches, batches, epoch)) {
        counts[kind.applyAsInt(image)]++;
      }
    }
    return counts;
  }

  /** Chi-squared, at 99.9 %. */
  private static void assertUniform(long[] counts) {
    double[] expected = new double[counts.length];
    Arrays.fill(expected, Arrays.stream(counts).sum() / (double) counts.length);
    double p = new ChiSquareTest().chiSquareTest(expected, counts);
    assertTrue(p > 0.001, "p = " + p + " of " + Arrays.toString(counts));
  }

  @Example
  void everyOffsetAndEverySideIsEquallyLikely() {
    // The bright pixel tells the offset of the crop; flipped before, the stripe is at the left.
    assertUniform(
        counts(
            "flip,crop3",
            2 * 7 * 7,
            image -> {
              int bright = 0;
              while (image[bright] != 1) {
                bright++;
              }
              int down = bright / SIDE - CENTRE;
              int across = bright % SIDE - CENTRE;
              // The stripe, at the right, goes to 8 + across, in a row that was not padded.
              boolean right = across <= 0 && image[CENTRE * SIDE + SIDE - 1 + across] == 0.5f;
              boolean left = across >= 0 && image[CENTRE * SIDE + across] == 0.5f;
              boolean flipped = across < 0 ? !right : left;
              return ((down + 3) * 7 + across + 3) * 2 + (flipped ? 1 : 0);
            }));
  }

  @Example
  void everyPixelIsEquallyLikelyToBeTheCentreOfACutout() {
    ImageFormat format = new ImageFormat("bright", SIDE, SIDE, 1, 1, List.of("only"));
    byte[] bright = new byte[8100 * SIDE * SIDE];
    Arrays.fill(bright, (byte) 1);
    Batch batch =
        ImageDataset.of(format, bright, new int[8100])
            .batches(8100)
            .augmented(Augmentation.parse("cutout1"), 3)
            .epoch(0)
            .iterator()
            .next();
    long[] counts = new long[SIDE * SIDE];
    float[] values = batch.inputs().data();
    for (int i = 0; i < values.length; i++) {
      counts[i % counts.length] += values[i] == 0 ? 1 : 0;
    }
    assertEquals(8100, Arrays.stream(counts).sum());
    assertUniform(counts);
  }

  @Example
  void sizesFollow() {
    Batch batch =
        Digits.load()
            .batches(5)
            .augmented(Augmentation.parse("resize4x6"), 1)
            .epoch(0)
            .iterator()
            .next();
    assertEquals(Shape.of(5, 4, 6, 1), batch.inputs().shape());
    assertEquals(
        "crop8: could leave nothing of an image of 8×8; pad by less",
        assertThrows(
                IllegalArgumentException.class,
                () -> Digits.load().batches(5).augmented(Augmentation.parse("crop8"), 1))
            .getMessage());
  }
}
