package decisive.datasets.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.tensor.random.Generator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TransformLawsTest {
  @Provide
  Arbitrary<Pixels> images() {
    Arbitrary<Integer> side = Arbitraries.integers().between(1, 9);
    return Combinators.combine(side, side, Arbitraries.of(1, 3), Arbitraries.longs())
        .as((height, width, channels, seed) -> image(new Size(height, width), channels, seed));
  }

  private static Pixels image(Size size, int channels, long seed) {
    Generator generator = new Generator(seed);
    return new Pixels(
        size,
        floats(generator, channels),
        floats(generator, size.height() * size.width() * channels));
  }

  private static float[] floats(Generator generator, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) generator.nextGaussian();
    }
    return floats;
  }

  private static float value(Pixels image, int y, int x, int channel) {
    return image.values()[(y * image.size().width() + x) * image.channels() + channel];
  }

  @Property(tries = 300)
  void aCropIsAShiftThatLeavesBlack(
      @ForAll("images") Pixels image,
      @ForAll @IntRange(min = 0, max = 16) int first,
      @ForAll @IntRange(min = 0, max = 16) int second) {
    int height = image.size().height();
    int width = image.size().width();
    int down = first % (2 * height - 1) - (height - 1);
    int across = second % (2 * width - 1) - (width - 1);
    Pixels shifted = RandomCrop.shifted(image, down, across);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean inside =
            y - down >= 0 && y - down < height && x - across >= 0 && x - across < width;
        for (int channel = 0; channel < image.channels(); channel++) {
          assertEquals(
              inside ? value(image, y - down, x - across, channel) : image.black()[channel],
              value(shifted, y, x, channel));
        }
      }
    }
  }

  @Property(tries = 200)
  void mirroredTwiceIsTheImageAndOnceHasItsColumnsBackwards(@ForAll("images") Pixels image) {
    Pixels mirrored = HorizontalFlip.mirrored(image);
    for (int y = 0; y < image.size().height(); y++) {
      for (int x = 0; x < image.size().width(); x++) {
        for (int channel = 0; channel < image.channels(); channel++) {
          assertEquals(
              value(image, y, x, channel),
              value(mirrored, y, image.size().width() - 1 - x, channel));
        }
      }
    }
    assertArrayEquals(image.values(), HorizontalFlip.mirrored(mirrored).values());
  }

  @Property(tries = 300)
  void aCutoutCoversASquareAndNothingElse(
      @ForAll("images") Pixels image,
      @ForAll @IntRange(min = 1, max = 12) int side,
      @ForAll @IntRange(min = -12, max = 9) int top,
      @ForAll @IntRange(min = -12, max = 9) int left) {
    int height = image.size().height();
    int width = image.size().width();
    int y0 = Math.max(top, -side + 1); // a square that does not lie outside
    int x0 = Math.max(left, -side + 1);
    if (y0 >= height || x0 >= width) {
      return;
    }
    Pixels covered = new Cutout(side).covered(image, y0, x0);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean inside = y >= y0 && y < y0 + side && x >= x0 && x < x0 + side;
        for (int channel = 0; channel < image.channels(); channel++) {
          assertEquals(inside ? 0 : value(image, y, x, channel), value(covered, y, x, channel));
        }
      }
    }
  }

  @Property(tries = 200)
  void noTransformWritesToItsImage(@ForAll("images") Pixels image, @ForAll long seed) {
    float[] before = image.values().clone();
    Augmentation.parse("crop1,flip,cutout2,resize5x3").apply(image, new Generator(seed));
    assertArrayEquals(before, image.values());
  }

  @Property(tries = 100)
  void toItsOwnSizeAnImageStaysAsItIs(@ForAll("images") Pixels image) {
    assertArrayEquals(image.values(), new Resize(image.size()).resized(image).values());
  }

  @Property(tries = 200)
  void resizingKeepsConstantsAndStaysBetweenTheExtremes(
      @ForAll("images") Pixels image,
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll @IntRange(min = 1, max = 20) int width) {
    Resize resize = new Resize(new Size(height, width));
    Pixels constant = Pixels.black(image.size(), image.black());
    assertArrayEquals(
        Pixels.black(resize.to(), image.black()).values(), resize.resized(constant).values());
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : image.values()) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    for (float value : resize.resized(image).values()) {
      assertEquals(Math.max(least, Math.min(most, value)), value);
    }
  }

  @Property(tries = 100)
  void mirroringAndResizingCommute(
      @ForAll("images") Pixels image, @ForAll @IntRange(min = 1, max = 20) int width) {
    Resize resize = new Resize(new Size(4, width));
    // The two sums are rounded differently: a few units in the last place of values below 8.
    assertArrayEquals(
        HorizontalFlip.mirrored(resize.resized(image)).values(),
        resize.resized(HorizontalFlip.mirrored(image)).values(),
        1e-6f);
  }

  /**
   * {@code x = torch.arange(12.).reshape(1, 1, 3, 4) ** 2 / 10}, then {@code F.interpolate(x, size,
   * mode="bilinear", align_corners=False)}.
   */
  @Example
  void resizesAsPyTorchDoes() {
    float[] squares = new float[12];
    for (int i = 0; i < squares.length; i++) {
      squares[i] = i * i / 10f;
    }
    Pixels image = new Pixels(new Size(3, 4), new float[1], squares);
    assertArrayEquals(
        new float[] {
          0.016667f, 0.25f, 0.816667f, 0.71f, 1.37f, 2.363334f, 1.75f, 3.05f, 4.683333f, 4.710001f,
          6.650001f, 8.923335f, 6.683334f, 9.05f, 11.75f
        },
        new Resize(new Size(5, 3)).resized(image).values(),
        3e-6f);
    assertArrayEquals(
        new float[] {
          0.4f, 0.507143f, 0.678571f, 0.95f, 1.25f, 1.65f, 1.9f, 5.2f, 5.735714f, 6.592857f, 7.55f,
          8.535714f, 9.621429f, 10.3f
        },
        new Resize(new Size(2, 7)).resized(image).values(),
        3e-6f);
  }
}
