package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.tensor.Pooling2d;
import decisive.tensor.Shape;

/** The average of each window, a map at a time; see {@link decisive.tensor.Pooling2d}. */
public final class AveragePool2d extends Module {
  private final int size;
  private final int stride;
  private final int padding;

  /**
   * Windows side by side.
   *
   * @param size edge of the window, 1 or more
   */
  public AveragePool2d(int size) {
    this(size, size, 0);
  }

  /**
   * @param size edge of the window, 1 or more
   * @param stride 1 or more
   * @param padding 0 to size/2
   */
  public AveragePool2d(int size, int stride, int padding) {
    this.size = size;
    this.stride = stride;
    this.padding = padding;
  }

  @Override
  protected Variable forward(Variable x) {
    return x.averagePool2d(size, stride, padding);
  }

  /** Shape of the result for images of a shape. */
  public Shape output(Shape images) {
    return new Pooling2d(images, size, stride, padding).output();
  }

  /** Edge of the window. */
  public int size() {
    return size;
  }

  /** Pixels from a window to the next. */
  public int stride() {
    return stride;
  }

  /** Pixels around the images. */
  public int padding() {
    return padding;
  }

  @Override
  protected String settings() {
    return "size " + size + ", stride " + stride + (padding == 0 ? "" : ", padding " + padding);
  }
}
