package decisive.nn.checkpoint;

import decisive.tensor.Tensor;

/**
 * The border to PyTorch's layouts. Images: ours [N, H, W, C], theirs [N, C, H, W]. Weights of a
 * convolution: ours [kh, kw, in, out], theirs [out, in, kh, kw]. Weights of a linear layer: ours
 * [in, out], theirs [out, in]. Vectors are the same.
 */
public final class TorchLayout {
  private TorchLayout() {}

  public static Tensor imagesFromTorch(Tensor nchw) {
    return nchw.permute(0, 2, 3, 1);
  }

  public static Tensor imagesToTorch(Tensor nhwc) {
    return nhwc.permute(0, 3, 1, 2);
  }

  /** A parameter or buffer of a module, distinguished by its rank. */
  public static Tensor weightsFromTorch(Tensor theirs) {
    return switch (theirs.rank()) {
      case 4 -> theirs.permute(2, 3, 1, 0);
      case 2 -> theirs.transpose();
      default -> theirs;
    };
  }

  /** A parameter or buffer of a module, distinguished by its rank. */
  public static Tensor weightsToTorch(Tensor ours) {
    return switch (ours.rank()) {
      case 4 -> ours.permute(3, 2, 0, 1);
      case 2 -> ours.transpose();
      default -> ours;
    };
  }
}
