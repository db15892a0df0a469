package decisive.autograd;

import decisive.tensor.Pooling2d;
import decisive.tensor.Tensor;

/** y = the window's largest; dx = dy at the position that won. */
final class MaxPool extends Operation {
  private final int size;
  private final int stride;
  private final int padding;
  private Pooling2d geometry;
  private int[] positions;

  MaxPool(int size, int stride, int padding) {
    this.size = size;
    this.stride = stride;
    this.padding = padding;
  }

  @Override
  public String name() {
    return "maxPool2d";
  }

  @Override
  protected Tensor forward(Tensor... in) {
    geometry = new Pooling2d(in[0].shape(), size, stride, padding);
    Pooling2d.Maxima maxima = geometry.max(in[0]);
    positions = maxima.positions();
    return maxima.values();
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(geometry.maxToInput(dy, positions));
  }
}
