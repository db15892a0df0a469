package decisive.autograd;

import decisive.tensor.Pooling2d;
import decisive.tensor.Tensor;

/** y = Σ window / size²; dx = Σ dy / size² over the windows that hold the pixel. */
final class AveragePool extends Operation {
  private final int size;
  private final int stride;
  private final int padding;
  private Pooling2d geometry;

  AveragePool(int size, int stride, int padding) {
    this.size = size;
    this.stride = stride;
    this.padding = padding;
  }

  @Override
  public String name() {
    return "averagePool2d";
  }

  @Override
  protected Tensor forward(Tensor... in) {
    geometry = new Pooling2d(in[0].shape(), size, stride, padding);
    return geometry.average(in[0]);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(geometry.averageToInput(dy));
  }
}
