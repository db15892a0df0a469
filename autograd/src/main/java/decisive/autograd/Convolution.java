package decisive.autograd;

import decisive.tensor.Convolution2d;
import decisive.tensor.ConvolutionSettings;
import decisive.tensor.Tensor;
import decisive.tensor.sparse.SparseConvolution;

/**
 * y = x * w, a 2-d convolution; the formulas stand at {@link Convolution2d}. Where most of x is 0
 * and stops the gradient there, as behind a competition at high temperature, it is computed
 * sparsely in both directions: {@link SparseConvolution}.
 */
final class Convolution extends Operation {
  private final ConvolutionSettings settings;
  private Convolution2d geometry;
  private Tensor x;
  private Tensor w;
  private SparseConvolution sparse;

  Convolution(ConvolutionSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "conv2d";
  }

  @Override
  protected Tensor forward(Tensor... in) {
    x = in[0];
    w = in[1];
    saveWhatIsRead(x, w);
    geometry = new Convolution2d(x.shape(), w.shape(), settings);
    if (isStoppedAtZero(0)) {
      sparse = SparseConvolution.of(geometry, x, w).orElse(null);
    }
    return sparse == null ? geometry.forward(x, w) : sparse.forward();
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    Tensor dx = needs(0) ? part("to input", dy.shape(), () -> toInput(dy)) : null;
    Tensor dw = needs(1) ? part("to weight", dy.shape(), () -> toWeight(dy)) : null;
    if (sparse != null) {
      sparse.release();
    }
    return gradients(dx, dw);
  }

  private Tensor toInput(Tensor dy) {
    return sparse == null ? geometry.toInput(dy, w) : sparse.toInput(dy);
  }

  private Tensor toWeight(Tensor dy) {
    return sparse == null ? geometry.toWeight(x, dy) : sparse.toWeight(dy);
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
