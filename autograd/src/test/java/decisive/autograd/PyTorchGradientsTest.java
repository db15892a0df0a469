package decisive.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.tensor.Tensor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Gradients that PyTorch (CPU, float32) gave for the same numbers: 1.13 for min, std, keepDims,
 * minimum, clamp and the powers, 2.13 for the others.
 *
 * <pre>
 * x = torch.tensor([[.5, -1.25, 2.], [1.5, .75, -.5]], requires_grad=True)
 * u = torch.tensor([[.3, -.7, 1.1], [-.2, .9, .4]])
 * v = torch.tensor([.6, -1.3])
 * torch.autograd.grad(f(x), x, u)     # or v, where f reduces axis 1
 * </pre>
 */
class PyTorchGradientsTest {
  private static final float[][] X = {{0.5f, -1.25f, 2}, {1.5f, 0.75f, -0.5f}};
  private static final Tensor U =
      Tensor.matrix(new float[] {0.3f, -0.7f, 1.1f}, new float[] {-0.2f, 0.9f, 0.4f});
  private static final Tensor V = Tensor.vector(0.6f, -1.3f);

  private static void gradient(
      UnaryOperator<Variable> f, Variable x, Tensor dy, float... expected) {
    f.apply(x).backward(dy);
    close(expected, x.gradient());
  }

  private static void close(float[] expected, Tensor received) {
    assertEquals(expected.length, received.size());
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], received.data()[i], 1e-6 + 1e-5 * Math.abs(expected[i]));
    }
  }

  private static Variable x() {
    return Variable.parameter(Tensor.matrix(X));
  }

  @Test
  void softmax() {
    gradient(
        x -> x.softmax(1),
        x(),
        U,
        -0.106664263f,
        -0.0492622107f,
        0.155926421f,
        -0.232445985f,
        0.213396534f,
        0.0190494619f);
    gradient(
        x -> x.softmax(0),
        x(),
        U,
        0.0983059704f,
        -0.167989731f,
        0.0490725823f,
        -0.0983059704f,
        0.167989776f,
        -0.0490726046f);
  }

  @Test
  void logSoftmax() {
    gradient(
        x -> x.logSoftmax(1),
        x(),
        U,
        0.176225886f,
        -0.721508682f,
        0.545282841f,
        -0.884206474f,
        0.576803744f,
        0.30740273f);
  }

  @Test
  void sigmoidTanhExp() {
    gradient(
        Variable::sigmoid,
        x(),
        U,
        0.0705011114f,
        -0.121173345f,
        0.115492992f,
        -0.0298292954f,
        0.19610548f,
        0.0940014869f);
    gradient(
        Variable::tanh,
        x(),
        U,
        0.235934317f,
        -0.196290389f,
        0.0777158961f,
        -0.0361413248f,
        0.536927223f,
        0.314579099f);
    gradient(
        Variable::exp,
        x(),
        U,
        0.494616389f,
        -0.200553358f,
        8.12796211f,
        -0.896337807f,
        1.90530002f,
        0.242612273f);
  }

  /** x.var(1, unbiased=False) */
  @Test
  void variance() {
    gradient(
        x -> x.variance(1),
        x(),
        V,
        0.0333333388f,
        -0.666666687f,
        0.633333385f,
        -0.794444442f,
        -0.144444466f,
        0.938888848f);
  }

  /** torch.tensor([[1., 3., 3.], [2., 2., 2.]]).amax(1) */
  @Test
  void tiesOfMaxShareEqually() {
    Variable x = Variable.parameter(Tensor.matrix(new float[] {1, 3, 3}, new float[] {2, 2, 2}));
    gradient(
        y -> y.max(1),
        x,
        V,
        0,
        0.300000012f,
        0.300000012f,
        -0.433333308f,
        -0.433333308f,
        -0.433333308f);
  }

  /** torch.maximum(a, b) */
  @Test
  void tiesOfMaximumShareEqually() {
    Variable a = Variable.parameter(Tensor.vector(1, 2, 3));
    Variable b = Variable.parameter(Tensor.vector(2, 2, 2));
    a.maximum(b).backward(Tensor.ones(3));
    assertArrayEquals(new float[] {0, 0.5f, 1}, a.gradient().data());
    assertArrayEquals(new float[] {1, 0.5f, 0}, b.gradient().data());
  }

  /** x.amin(1); torch.tensor([[3., 1., 1.], [2., 2., 2.]]).amin(1) */
  @Test
  void min() {
    gradient(x -> x.min(1), x(), V, 0, 0.600000024f, 0, 0, 0, -1.29999995f);
    Variable ties = Variable.parameter(Tensor.matrix(new float[] {3, 1, 1}, new float[] {2, 2, 2}));
    gradient(
        y -> y.min(1),
        ties,
        V,
        0,
        0.300000012f,
        0.300000012f,
        -0.433333308f,
        -0.433333308f,
        -0.433333308f);
  }

  /** x.std(1, unbiased=False); the same of torch.tensor([[3., 1., 1.], [2., 2., 2.]]) */
  @Test
  void std() {
    close(new float[] {1.32811475f, 0.824957907f}, x().std(1).value());
    gradient(
        x -> x.std(1),
        x(),
        V,
        0.0125491191f,
        -0.250982344f,
        0.238433227f,
        -0.481506079f,
        -0.0875465646f,
        0.569052577f);
    Variable equal =
        Variable.parameter(Tensor.matrix(new float[] {3, 1, 1}, new float[] {2, 2, 2}));
    gradient(x -> x.std(1), equal, V, 0.282842726f, -0.141421348f, -0.141421348f, 0, 0, 0);
  }

  /** x.var(1, unbiased=False, keepdim=True) * x; x - x.mean(1, keepdim=True) */
  @Test
  void keepDims() {
    gradient(
        x -> x.keepDims().variance(1).mul(x),
        x(),
        U,
        0.708333373f,
        -4.81805563f,
        5.34444475f,
        -0.0291667134f,
        0.631944478f,
        0.145833418f);
    gradient(
        x -> x.sub(x.keepDims().mean(1)),
        x(),
        U,
        0.0666666627f,
        -0.933333337f,
        0.866666675f,
        -0.566666663f,
        0.533333302f,
        0.0333333313f);
  }

  /** torch.minimum(a, b) */
  @Test
  void tiesOfMinimumShareEqually() {
    Variable a = Variable.parameter(Tensor.vector(1, 2, 3));
    Variable b = Variable.parameter(Tensor.vector(2, 2, 2));
    a.minimum(b).backward(Tensor.ones(3));
    assertArrayEquals(new float[] {1, 0.5f, 0}, a.gradient().data());
    assertArrayEquals(new float[] {0, 0.5f, 1}, b.gradient().data());
  }

  /** x.clamp(-.5, .75): at a bound the gradient passes. */
  @Test
  void clamp() {
    gradient(x -> x.clamp(-0.5f, 0.75f), x(), U, 0.3f, 0, 0, 0, 0.9f, 0.4f);
  }

  /** x.pow(3), x.pow(0), x.pow(-1) */
  @Test
  void powersOfANumber() {
    gradient(
        x -> x.pow(3), x(), U, 0.225000009f, -3.28125f, 13.2000008f, -1.35f, 1.51874995f, 0.3f);
    gradient(x -> x.pow(0), x(), U, 0, 0, 0, 0, 0, 0);
    gradient(
        x -> x.pow(-1), x(), U, -1.20000005f, 0.447999984f, -0.275f, 0.088888891f, -1.6f, -1.6f);
  }

  /** torch.tensor([[.5, 1.25, 2.], [1.5, .75, .25]]).pow(torch.tensor([2., -1.5, .5])) */
  @Test
  void powersElementByElement() {
    Variable base =
        Variable.parameter(
            Tensor.matrix(new float[] {0.5f, 1.25f, 2}, new float[] {1.5f, 0.75f, 0.25f}));
    Variable exponent = Variable.parameter(Tensor.vector(2, -1.5f, 0.5f));
    Variable y = base.pow(exponent);
    close(new float[] {0.25f, 0.71554178f, 1.41421354f, 2.25f, 1.53960073f, 0.5f}, y.value());
    y.backward(U);
    close(
        new float[] {0.3f, 0.601055026f, 0.388908744f, -0.600000024f, -2.771281f, 0.4f},
        base.gradient());
    close(new float[] {-0.234445333f, -0.510391951f, 0.801025033f}, exponent.gradient());
  }

  /** torch.tensor([0., 0., 0., -2., -2.]).pow(torch.tensor([0., 2., -1., 3., .5])), and ones */
  @Test
  void powersAtZeroAndBelow() {
    float nan = Float.NaN;
    float infinity = Float.POSITIVE_INFINITY;
    Variable base = Variable.parameter(Tensor.vector(0, 0, 0, -2, -2));
    Variable exponent = Variable.parameter(Tensor.vector(0, 2, -1, 3, 0.5f));
    Variable y = base.pow(exponent);
    assertArrayEquals(new float[] {1, 0, infinity, -8, nan}, y.value().data());
    y.backward(Tensor.ones(5));
    assertArrayEquals(new float[] {0, 0, -infinity, 12, nan}, base.gradient().data());
    assertArrayEquals(new float[] {0, 0, -infinity, nan, nan}, exponent.gradient().data());
  }

  @Test
  void kinksAndPoles() {
    gradient(Variable::abs, Variable.parameter(Tensor.vector(-1, 0, 2)), Tensor.ones(3), -1, 0, 1);
    gradient(Variable::relu, Variable.parameter(Tensor.vector(-1, 0, 2)), Tensor.ones(3), 0, 0, 1);
    Variable x = Variable.parameter(Tensor.vector(0, 4));
    x.sqrt().backward(Tensor.ones(2));
    assertArrayEquals(new float[] {Float.POSITIVE_INFINITY, 0.25f}, x.gradient().data());
  }

  /** x / torch.tensor([.5, -2., 4.]) */
  @Test
  void broadcastDivision() {
    Variable a = x();
    Variable b = Variable.parameter(Tensor.vector(0.5f, -2, 4));
    a.div(b).backward(U);
    close(new float[] {0.6f, 0.35f, 0.275f, -0.4f, -0.45f, 0.1f}, a.gradient());
    close(new float[] {0.6f, -0.3875f, -0.125f}, b.gradient());
  }

  /**
   *
   *
   * <pre>
   * a = torch.arange(12.).reshape(2, 1, 2, 3) / 10 - .4
   * b = torch.arange(18.).reshape(3, 3, 2) / 20 - .3
   * dy = (torch.arange(24.).reshape(2, 3, 2, 2) - 11) / 8
   * </pre>
   */
  @Test
  void broadcastMatrixProduct() {
    Variable a = Variable.parameter(Tensor.range(12).reshape(2, 1, 2, 3).div(10).sub(0.4f));
    Variable b = Variable.parameter(Tensor.range(18).reshape(3, 3, 2).div(20).sub(0.3f));
    a.matmul(b).backward(Tensor.range(24).reshape(2, 3, 2, 2).sub(11).div(8));
    close(
        new float[] {
          0.4875f, 0, -0.4875f, 0.525f, 0.1875f, -0.15f, 0.7125f, 1.125f, 1.5375f, 0.75f, 1.3125f,
          1.875f
        },
        a.gradient());
    close(
        new float[] {
          0.875f, 0.9f, 0.675f, 0.75f, 0.475f, 0.6f, 0.975f, 1, 0.975f, 1.05f, 0.975f, 1.1f, 1.075f,
          1.1f, 1.275f, 1.35f, 1.475f, 1.6f
        },
        b.gradient());
  }

  /** w[[2, 0, 2]] */
  @Test
  void repeatedRowsAddUp() {
    Variable w = Variable.parameter(Tensor.range(6).reshape(3, 2));
    gradient(x -> x.rows(2, 0, 2), w, Tensor.range(6).add(1).reshape(3, 2), 3, 4, 0, 0, 6, 8);
  }
}
