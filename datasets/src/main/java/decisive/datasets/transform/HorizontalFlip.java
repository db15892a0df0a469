package decisive.datasets.transform;

import decisive.tensor.random.Generator;

/** Mirrors every other image, by chance: left becomes right with probability 1/2. */
public record HorizontalFlip() implements Transform {
  @Override
  public Pixels apply(Pixels image, Generator generator) {
    return generator.nextInt(2) == 0 ? image : mirrored(image);
  }

  static Pixels mirrored(Pixels image) {
    int channels = image.channels();
    int width = image.size().width();
    float[] mirrored = new float[image.values().length];
    for (int y = 0; y < image.size().height(); y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(
            image.values(), image.at(y, x), mirrored, image.at(y, width - 1 - x), channels);
      }
    }
    return new Pixels(image.size(), image.black(), mirrored);
  }

  @Override
  public boolean random() {
    return true;
  }

  @Override
  public Size sizeOf(Size image) {
    return image;
  }

  @Override
  public String toString() {
    return "flip";
  }
}
