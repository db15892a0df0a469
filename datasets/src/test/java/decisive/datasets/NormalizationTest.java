package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NormalizationTest {
  /** Rounding to float moves a value x by at most |x| 2^-24. */
  private static final double ROUNDING = 0x1p-24;

  @Property(tries = 200)
  void theTrainingSetGetsMeanZeroAndStandardDeviationOne(
      @ForAll @IntRange(min = 1, max = 4) int channels,
      @ForAll @IntRange(min = 1, max = 255) int maximum,
      @ForAll @IntRange(min = 4, max = 40) int n,
      @ForAll long seed) {
    ImageDataset images = Samples.images(channels, maximum, seed, n);
    float[] x = images.all(Normalization.of(images)).inputs().data();
    double pixels = x.length / channels;
    for (int channel = 0; channel < channels; channel++) {
      double sum = 0;
      double squares = 0;
      for (int p = channel; p < x.length; p += channels) {
        sum += x[p];
        squares += (double) x[p] * x[p];
      }
      // The mean of |x| is at most its root mean square, 1, so rounding moves the mean by at most
      // 2^-24 and the mean square by at most 2 * 2^-24; doubled for the arithmetic in double.
      assertEquals(0, sum / pixels, 2 * ROUNDING);
      assertEquals(1, squares / pixels, 4 * ROUNDING);
    }
  }

  @Property(tries = 50)
  void theOrderOfTheImagesDoesNotMatter(@ForAll long seed) {
    ImageDataset images = Samples.images(3, 255, seed, 5, 5);
    assertEquals(
        Normalization.of(images), Normalization.of(images.subset(9, 8, 7, 6, 5, 4, 3, 2, 1, 0)));
  }

  @Example
  void ofTheDigits() {
    // Computed from the file with exact fractions in Python.
    Normalization normalization = Normalization.of(Digits.load());
    assertEquals(0.30526028624095713, normalization.means().get(0), 1e-15);
    assertEquals(0.37604922179201483, normalization.stds().get(0), 1e-15);
  }

  @Example
  void channelsAreKeptApart() {
    ImageFormat format = new ImageFormat("two pixels", 1, 2, 2, 10, List.of("only"));
    ImageDataset images = ImageDataset.of(format, new byte[] {0, 4, 10, 6}, new int[1]);
    Normalization normalization = Normalization.of(images);
    assertEquals(new Normalization(List.of(0.5, 0.5), List.of(0.5, 0.1)), normalization);
  }

  @Example
  void withoutNormalizationBytesBecomeZeroToOne() {
    float[] x = Digits.load().all(Normalization.none(1)).inputs().data();
    assertEquals(5 / 16f, x[2]);
    for (float value : x) {
      assertTrue(value >= 0 && value <= 1);
    }
  }

  @Example
  void aConstantChannelIsRefused() {
    ImageFormat format = new ImageFormat("flat", 1, 2, 2, 255, List.of("only"));
    ImageDataset images = ImageDataset.of(format, new byte[] {1, 7, 2, 7}, new int[1]);
    assertEquals(
        "normalization of flat: channel 1 is 7 in every pixel, so it has no standard deviation to divide by",
        assertThrows(IllegalArgumentException.class, () -> Normalization.of(images)).getMessage());
  }

  @Example
  void valuesThatCannotNormalizeAreRefused() {
    assertEquals(
        "normalization: 2 means and 1 standard deviations; give one of each per channel",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Normalization(List.of(0.0, 0.0), List.of(1.0)))
            .getMessage());
    for (double std : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertEquals(
          "normalization: channel 0 has mean 0.5 and standard deviation "
              + std
              + "; both must be finite and the standard deviation above 0",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new Normalization(List.of(0.5), List.of(std)))
              .getMessage());
    }
  }
}
