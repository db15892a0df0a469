package decisive.autograd;

import decisive.tensor.Tensor;

/** y = x with axis i taken from axis p(i); dx = dy with the order undone */
final class Permute extends Operation {
  private final int[] axes;

  Permute(int... axes) {
    this.axes = axes.clone();
  }

  @Override
  protected Tensor forward(Tensor... in) {
    return in[0].permute(axes);
  }

  @Override
  protected Tensor[] backward(Tensor dy) {
    int[] inverse = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      inverse[dy.shape().axis(axes[i])] = i;
    }
    return gradients(dy.permute(inverse));
  }
}
