package decisive.autograd;

import decisive.tensor.Convolution2d;
import decisive.tensor.Tensor;

/** y = x * w, a 2-d convolution; the formulas stand at {@link Convolution2d}. */
final class Convolution extends Operation {
  private final int stride;
  private final int padding;
  private Convolution2d geometry;
  private Tensor x;
  private Tensor w;

  Convolution(int stride, int padding) {
    this.stride = stride;
    this.padding = padding;
  }

  @Override
  public String name() {
    return "conv2d";
  }

  @Override
  protected Tensor forward(Tensor... in) {
    x = in[0];
    w = in[1];
    geometry = new Convolution2d(x.shape(), w.shape(), stride, padding);
    return geometry.forward(x, w);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    return gradients(
        needs(0) ? part("to input", dy.shape(), () -> geometry.toInput(dy, w)) : null,
        needs(1) ? part("to weight", dy.shape(), () -> geometry.toWeight(x, dy)) : null);
  }

  /** Forward and each gradient: the products of all windows; backward around them: nothing. */
  @Override
  protected double flops(String pass) {
    int outputs = w.extent(3);
    return pass.equals("backward")
        ? 0
        : 2.0 * w.size() / outputs * geometry.output().span(0, 3) * outputs;
  }
}
