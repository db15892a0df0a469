package decisive.tensor;

import java.util.Arrays;

/** Prints tensors. */
final class TensorPrinter {
  private TensorPrinter() {}

  static String print(Tensor x) {
    return Arrays.toString(x.data()) + " " + x.shape();
  }
}
