package decisive.datasets.transform;

import decisive.tensor.random.Generator;

/** Makes another image of an image. A value: what it does depends on its arguments alone. */
public sealed interface Transform permits RandomCrop, HorizontalFlip, Cutout, Resize {
  /**
   * The image, changed; the given one stays as it is.
   *
   * @param generator of this image and this transform alone
   */
  Pixels apply(Pixels image, Generator generator);

  /** Whether it draws lots: such a transform is for images to learn from only. */
  boolean random();

  /**
   * The size of what it makes.
   *
   * @throws IllegalArgumentException if images of this size are too small for it
   */
  Size sizeOf(Size image);

  /** As {@link Augmentation#parse} reads it. */
  @Override
  String toString();
}
