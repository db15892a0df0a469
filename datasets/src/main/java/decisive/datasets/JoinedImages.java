package decisive.datasets;

import java.util.List;
import java.util.Objects;

/** Several data sets of one format, one after the other, as a view. */
final class JoinedImages extends AbstractImageDataset {
  private final List<ImageDataset> parts;

  /** Entry p is the position of the first image of part p; the last entry is the size. */
  private final int[] starts;

  /**
   * @param parts one at least, all of the format of the first
   */
  private JoinedImages(List<ImageDataset> parts) {
    this.parts = parts;
    starts = new int[parts.size() + 1];
    for (int p = 0; p < parts.size(); p++) {
      starts[p + 1] = Math.addExact(starts[p], parts.get(p).size());
    }
  }

  static ImageDataset of(List<ImageDataset> parts) {
    return parts.size() == 1 ? parts.get(0) : new JoinedImages(List.copyOf(parts));
  }

  @Override
  public ImageFormat format() {
    return parts.get(0).format();
  }

  @Override
  public int size() {
    return starts[parts.size()];
  }

  @Override
  public int label(int i) {
    int part = part(i);
    return parts.get(part).label(i - starts[part]);
  }

  @Override
  public void copyPixels(int i, byte[] target, int offset) {
    int part = part(i);
    parts.get(part).copyPixels(i - starts[part], target, offset);
  }

  private int part(int i) {
    Objects.checkIndex(i, size());
    int part = 0;
    while (i >= starts[part + 1]) {
      part++;
    }
    return part;
  }
}
