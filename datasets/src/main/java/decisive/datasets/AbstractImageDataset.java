package decisive.datasets;

import decisive.tensor.Shape;
import java.util.Locale;

/** What the data sets here have in common: how they are printed. */
abstract class AbstractImageDataset implements ImageDataset {
  /** Its name, and how many images of what shape and classes there are. */
  @Override
  public final String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d images %s, %d classes",
        name(),
        size(),
        Shape.of(height(), width(), channels()),
        classes());
  }
}
