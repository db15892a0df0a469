package decisive.nn.train;

import decisive.autograd.Operation;
import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.LinkedHashMap;
import java.util.Map;

/** y = x · w + b, with a buffer that counts the passes in training mode. */
final class CountedLinear extends Module {
  final Variable weight;
  final Variable bias;
  final Tensor passes = buffer("passes", Tensor.scalar(0));

  CountedLinear(long seed, int inputs, int outputs) {
    weight = parameter("weight", Tensor.normal(new Generator(seed), 0.1f, inputs, outputs));
    bias = parameter("bias", Tensor.zeros(outputs));
  }

  @Override
  public Variable forward(Variable x) {
    if (training()) {
      passes.data()[0]++;
    }
    return new Affine().apply(x, weight, bias);
  }

  /** Copies of the parameters' values, by name. */
  Map<String, Tensor> values() {
    Map<String, Tensor> values = new LinkedHashMap<>();
    parameters().forEach((name, parameter) -> values.put(name, parameter.value().copy()));
    return values;
  }

  /** dx = dy · wᵀ; dw = xᵀ · dy; db = Σ dy over the rows. */
  private static final class Affine extends Operation {
    private Tensor x;
    private Tensor w;

    @Override
    protected Tensor forward(Tensor... in) {
      x = in[0];
      w = in[1];
      return x.matmul(w).add(in[2]);
    }

    @Override
    protected Tensor[] backward(Tensor dy) {
      return gradients(
          needs(0) ? dy.matmul(w.transpose()) : null, x.transpose().matmul(dy), dy.sum(0));
    }
  }
}
