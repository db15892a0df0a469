package decisive.nn.decide;

import decisive.nn.checkpoint.TorchLayout;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;

/** The layers' weights in a file. */
final class StoredFoldedWeights {
  private final SafetensorsFile stored;

  StoredFoldedWeights(SafetensorsFile stored) {
    this.stored = stored;
  }

  /**
   * A convolution's.
   *
   * @throws IllegalArgumentException if there are none of this name, or no convolution's
   */
  FoldedWeights convolution(String name, int stride, int padding) {
    Tensor weight = tensor(name, ".weight");
    Tensor bias = tensor(name, ".bias");
    check(name, weight, bias, weight.rank() == 4 && weight.extent(0) == weight.extent(1));
    return new FoldedWeights(weight, bias, stride, padding, false);
  }

  /**
   * A linear layer's.
   *
   * @throws IllegalArgumentException if there are none of this name, or no linear layer's
   */
  FoldedWeights linear(String name) {
    Tensor weight = tensor(name, ".weight");
    Tensor bias = tensor(name, ".bias");
    check(name, weight, bias, weight.rank() == 2);
    return FoldedWeights.linear(weight, bias);
  }

  private Tensor tensor(String name, String part) {
    if (!stored.names().contains(name + part)) {
      throw new IllegalArgumentException("missing tensor " + name + part);
    }
    return TorchLayout.weightsFromTorch(stored.tensor(name + part));
  }

  private static void check(String name, Tensor weight, Tensor bias, boolean hasForm) {
    if (!hasForm || weight.size() == 0 || bias.rank() != 1 || bias.size() != weight.extent(-1)) {
      throw new IllegalArgumentException(
          name + ": weight " + weight.shape() + " and bias " + bias.shape() + " do not fit");
    }
  }
}
