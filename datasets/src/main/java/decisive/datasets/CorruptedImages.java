package decisive.datasets;

import decisive.datasets.corruption.ByteNoise;
import decisive.datasets.corruption.Corruption;
import decisive.datasets.corruption.Noise;
import decisive.tensor.random.Generator;

/** The images of another data set with noise, made whenever they are asked for. */
final class CorruptedImages extends AbstractImageDataset {
  private final ImageDataset clean;
  private final ImageFormat format;
  private final ByteNoise table;
  private final Generator generator;

  CorruptedImages(ImageDataset clean, Corruption corruption, long seed) {
    this.clean = clean;
    this.format =
        new ImageFormat(
            clean.name() + " " + corruption,
            clean.height(),
            clean.width(),
            clean.channels(),
            Noise.LARGEST,
            clean.classNames());
    this.table = corruption.table(clean.maximum());
    this.generator = new Generator(seed).split("corruption").split(corruption.toString());
  }

  @Override
  public ImageFormat format() {
    return format;
  }

  @Override
  public int size() {
    return clean.size();
  }

  @Override
  public int label(int i) {
    return clean.label(i);
  }

  @Override
  public void copyPixels(int i, byte[] target, int offset) {
    clean.copyPixels(i, target, offset);
    table.apply(target, offset, format.bytes(), generator.split(i));
  }
}
