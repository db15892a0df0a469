package decisive.nn.train.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MeanSquaredErrorTest {
  /**
   *
   *
   * <pre>{@code
   * x = torch.tensor([[1, -2, 0.5, 3], [0, 0, 0, 0], [-1.5, 2.5, 2.25, -8]], requires_grad=True)
   * loss = F.mse_loss(x, F.one_hot(torch.tensor([3, 1, 0]), 4).float())
   * loss.backward(); print(loss.item(), x.grad)
   * }</pre>
   */
  @Test
  void agreesWithPyTorch() {
    Tensor value =
        Tensor.matrix(
            new float[] {1, -2, 0.5f, 3},
            new float[] {0, 0, 0, 0},
            new float[] {-1.5f, 2.5f, 2.25f, -8});
    Variable x = Variable.parameter(value);
    Variable loss = MeanSquaredError.oneHot().of(x, new int[] {3, 1, 0});
    loss.backward();
    assertEquals(7.651041507720947f, loss.value().item(), 5e-7f);
    float[] expected = {
      0.16666667f,
      -0.33333334f,
      0.083333336f,
      0.33333334f,
      0,
      -0.16666667f,
      0,
      0,
      -0.4166667f,
      0.4166667f,
      0.375f,
      -1.3333334f
    };
    assertArrayEquals(expected, x.gradient().data(), 1e-7f);
  }

  @Test
  void takesATargetOfAnyShape() {
    Variable x = Variable.parameter(Tensor.full(3, Tensor.zeros(2, 2, 2).shape()));
    Variable loss = new MeanSquaredError().of(x, Tensor.ones(2, 2, 2));
    loss.backward(Tensor.scalar(8));
    assertEquals(4, loss.value().item());
    assertEquals(Tensor.ones(2, 2, 2).mul(4), x.gradient());
  }

  @Test
  void refusesATargetOfAnotherShape() {
    String message =
        assertThrows(
                ShapeException.class,
                () ->
                    new MeanSquaredError()
                        .of(Variable.constant(Tensor.zeros(2, 1)), Tensor.zeros(2)))
            .getMessage();
    assertTrue(message.startsWith("meanSquaredError: output [2,1] and values [2] differ"), message);
  }

  @Test
  void refusesLabelsWithoutAnOutput() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    MeanSquaredError.oneHot()
                        .of(Variable.constant(Tensor.zeros(1, 2)), new int[] {2}))
            .getMessage();
    assertTrue(message.startsWith("meanSquaredError: label 2 at row 0"), message);
  }
}
