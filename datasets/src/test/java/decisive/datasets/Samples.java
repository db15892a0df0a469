package decisive.datasets;

import decisive.tensor.random.Generator;
import java.util.List;
import java.util.stream.IntStream;

/** Small data sets for tests. */
final class Samples {
  private Samples() {}

  /** Random images of 3 by 2 pixels, {@code counts[c]} of class c, in random order. */
  static ImageDataset images(int channels, int maximum, long seed, int... counts) {
    Generator generator = new Generator(seed);
    int[] sorted =
        IntStream.range(0, counts.length)
            .flatMap(label -> IntStream.range(0, counts[label]).map(i -> label))
            .toArray();
    int[] order = generator.permutation(sorted.length);
    int[] labels = IntStream.of(order).map(i -> sorted[i]).toArray();
    byte[] pixels = new byte[labels.length * 3 * 2 * channels];
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = (byte) generator.nextInt(maximum + 1);
    }
    return ImageDataset.of(format(channels, maximum, counts.length), pixels, labels);
  }

  /** n images of one pixel, the value of image i being i: it tells where the image came from. */
  static ImageDataset numbered(int n) {
    byte[] pixels = new byte[n];
    for (int i = 0; i < n; i++) {
      pixels[i] = (byte) i;
    }
    ImageFormat format = new ImageFormat("numbered", 1, 1, 1, 255, List.of("even", "odd"));
    return ImageDataset.of(format, pixels, IntStream.range(0, n).map(i -> i % 2).toArray());
  }

  static ImageFormat format(int channels, int maximum, int classes) {
    return new ImageFormat(
        "sample",
        3,
        2,
        channels,
        maximum,
        IntStream.range(0, classes).mapToObj(label -> "class" + label).toList());
  }
}
