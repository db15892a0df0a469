package decisive.nn.train.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.tensor.Tensor;

/** Two parameters and no network: what optimizers are tested on. */
final class Weights extends Module {
  final Variable w;
  final Variable other;

  Weights(Tensor w, Tensor other) {
    this.w = parameter("w", w);
    this.other = child("part", new Part(other)).other;
  }

  private static final class Part extends Module {
    final Variable other;

    Part(Tensor other) {
      this.other = parameter("other", other);
    }

    @Override
    protected Variable forward(Variable x) {
      return x;
    }
  }

  /** The weights of the PyTorch runs; the other parameter never has a gradient. */
  static Weights reference() {
    return new Weights(Tensor.vector(1, -2, 0.5f, 3, -0.25f), Tensor.vector(7, 8));
  }

  @Override
  public Variable forward(Variable x) {
    return x;
  }

  /** The gradient of step t in the PyTorch runs: multiples of 1/4, exact in both. */
  static Tensor gradient(int t) {
    Tensor gradient = Tensor.zeros(5);
    for (int i = 0; i < 5; i++) {
      gradient.set(((3 * t + 5 * i) % 7 - 3) / 4f, i);
    }
    return gradient;
  }

  void step(Optimizer optimizer, int t, double learningRate) {
    optimizer.clearGradients();
    w.backward(gradient(t));
    optimizer.step(learningRate);
  }

  /** Within four units in the last place of the numbers about 1 to 3. */
  void assertNear(String when, float... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], w.value().get(i), 5e-7f, when + ", element " + i);
    }
  }
}
