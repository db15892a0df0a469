package decisive.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BackpropagationTest {
  private static Variable parameter(float... values) {
    return Variable.parameter(Tensor.vector(values));
  }

  private static void gradient(Variable x, float... expected) {
    assertArrayEquals(expected, x.gradient().data());
  }

  private static String message(Class<? extends Exception> type, Runnable action) {
    return assertThrows(type, action::run).getMessage();
  }

  // ---- what reaches the parameters

  @Test
  void aDiamondAddsBothWays() {
    Variable x = parameter(3);
    Variable y = x.square(); // dy/dx = 6
    y.mul(2).add(y.square()).sum().backward(); // dz/dy = 2 + 2·9
    gradient(x, 120);
  }

  @Test
  void theSameOperandTwice() {
    Variable x = parameter(3);
    x.mul(x).backward();
    gradient(x, 6);
  }

  @Test
  void aLateBranchIsWaitedFor() {
    // The short way from the result to y is seen first; y must wait for the long one.
    Variable x = parameter(1);
    Variable y = x.mul(2);
    Variable far = y.mul(3).mul(4).mul(5);
    far.add(y).backward();
    gradient(x, 122);
  }

  @Test
  void twoBackwardsAccumulateUntilCleared() {
    Variable x = parameter(3);
    x.square().backward();
    x.mul(5).backward();
    gradient(x, 11);
    x.clearGradient();
    assertNull(x.gradient());
    x.mul(5).backward();
    gradient(x, 5);
  }

  @Test
  void aParameterIsItsOwnResult() {
    Variable x = parameter(3);
    x.backward();
    x.backward();
    gradient(x, 2);
  }

  @Test
  void constantsCollectNothing() {
    Variable x = parameter(3);
    Variable c = Variable.constant(Tensor.vector(4));
    x.mul(c).backward();
    gradient(x, 4);
    assertNull(c.gradient());
  }

  @Test
  void stopGradientPassesTheValueOnly() {
    Variable x = parameter(3);
    Variable stopped = x.square().stopGradient();
    assertEquals(9, stopped.value().item());
    x.mul(stopped).backward();
    gradient(x, 9);
  }

  @Test
  void aChainOfAHundredThousandOperationsNeedsNoStack() {
    Variable x = parameter(1);
    Variable y = x;
    for (int i = 0; i < 100_000; i++) {
      y = y.add(1);
    }
    assertEquals(100_001, y.value().item());
    assertEquals(400_003, GraphDrawing.dot(y).lines().count());
    y.backward();
    gradient(x, 1);
  }

  @Test
  void emptyTensorsHaveEmptyGradients() {
    Variable x = Variable.parameter(Tensor.zeros(0, 3));
    Variable bias = parameter(1, 2, 3);
    Variable rows = Variable.parameter(Tensor.ones(2, 3));
    Variable y =
        Variable.concatenate(
            0, x.add(bias).relu().softmax(1), rows.rows().exp(), rows.slice(0, 1, 1).square());
    assertEquals(Tensor.zeros(0, 3), y.value());
    y.sum().backward();
    assertEquals(Tensor.zeros(0, 3), x.gradient());
    gradient(bias, 0, 0, 0);
    assertEquals(Tensor.zeros(2, 3), rows.gradient());
  }

  // ---- whose tensor a gradient is

  @Test
  void parametersThatShareAGradientOwnACopyEach() {
    Variable a = parameter(1, 2);
    Variable b = parameter(3, 4);
    Tensor dy = Tensor.vector(1, 1);
    a.add(b).backward(dy);
    a.gradient().fill(7);
    gradient(b, 1, 1);
    assertEquals(Tensor.vector(1, 1), dy);
    dy.fill(9);
    gradient(b, 1, 1);
  }

  @Test
  void accumulatingInOneParameterLeavesTheOtherAlone() {
    Variable a = parameter(1, 2);
    Variable b = parameter(3, 4);
    a.add(b).sum().backward();
    a.mul(2).sum().backward();
    gradient(a, 3, 3);
    gradient(b, 1, 1);
  }

  @Test
  void aGradientIsNeverAnOperandsValue() {
    Variable a = parameter(5);
    Variable b = parameter(6);
    new ProductThatLeaksItsOperands().apply(a, b).backward();
    b.value().fill(0); // as an optimizer would
    gradient(a, 6);
  }

  private static final class ProductThatLeaksItsOperands extends Operation {
    private Tensor[] in;

    @Override
    protected Tensor forward(Tensor... in) {
      this.in = in;
      return in[0].mul(in[1]);
    }

    @Override
    protected Tensor[] backward(Tensor dy) {
      return gradients(in[1], in[0]);
    }
  }

  // ---- errors

  @Test
  void aSecondBackwardSaysThatTheGraphIsGone() {
    Variable y = parameter(1, 2).square().sum();
    y.backward();
    assertEquals(
        "backward: the graph behind sum [] was freed by an earlier backward; run forward again",
        message(IllegalStateException.class, y::backward));
  }

  @Test
  void afterAnErrorNoGradientHasChanged() {
    Variable x = parameter(2);
    Variable shared = x.square();
    Variable late = parameter(3);
    Variable first = shared.mul(2);
    Variable second = shared.mul(late);
    first.backward();
    gradient(x, 8);
    assertEquals(
        "backward: the graph behind square [1] was freed by an earlier backward; run forward again",
        message(IllegalStateException.class, second::backward));
    gradient(x, 8);
    assertNull(late.gradient());
  }

  @Test
  void aLossIsOneNumber() {
    assertEquals(
        "backward: shape [2] has 2 elements, a loss has one; reduce it with mean() or sum(), or"
            + " pass a gradient of its shape",
        message(ShapeException.class, parameter(1, 2).square()::backward));
  }

  @Test
  void theGradientPassedInHasTheResultsShape() {
    Variable y = parameter(1, 2).square();
    assertEquals(
        "backward: gradient [3] for a result [2]; they must be equal",
        message(ShapeException.class, () -> y.backward(Tensor.ones(3))));
  }

  @Test
  void nothingToLearn() {
    Variable y = Variable.constant(Tensor.vector(1)).square();
    assertTrue(message(IllegalStateException.class, y::backward).contains("nothing to learn"));
  }

  /** y = x, with whatever gradients it is given. */
  private static final class Identity extends Operation {
    private final Tensor[] gradients;

    Identity(Tensor... gradients) {
      this.gradients = gradients;
    }

    @Override
    protected Tensor forward(Tensor... in) {
      return in[0];
    }

    @Override
    protected Tensor[] backward(Tensor dy) {
      return gradients;
    }
  }

  @Test
  void aWrongBackwardIsNamed() {
    Variable x = parameter(1, 2);
    Tensor dy = Tensor.ones(2);
    assertEquals(
        "identity: backward gave a gradient [3] for operand 0 [2]",
        message(
            IllegalStateException.class, () -> new Identity(Tensor.ones(3)).apply(x).backward(dy)));
    assertEquals(
        "identity: backward gave no gradient for operand 0 [2]",
        message(
            IllegalStateException.class, () -> new Identity((Tensor) null).apply(x).backward(dy)));
    assertEquals(
        "identity: backward gave 0 gradients for 1 operands",
        message(IllegalStateException.class, () -> new Identity().apply(x).backward(dy)));
    assertEquals(
        "identity: backward gave null for 1 operands",
        message(
            IllegalStateException.class,
            () -> new Identity((Tensor[]) null).apply(x).backward(dy)));
    assertNull(x.gradient());
  }

  @Test
  void anOperationIsUsedOnce() {
    Identity identity = new Identity();
    identity.apply(parameter(1));
    assertEquals(
        "identity: this operation has run before; make a new one for every use",
        message(IllegalStateException.class, () -> identity.apply(parameter(1))));
  }

  @Test
  void shapesThatDoNotFitAreNamedByForward() {
    Variable a = Variable.parameter(Tensor.ones(2, 3));
    Variable b = Variable.parameter(Tensor.ones(4));
    assertTrue(
        message(ShapeException.class, () -> a.add(b)).startsWith("add: shapes [2,3] and [4]"));
    assertTrue(
        message(ShapeException.class, () -> a.matmul(a))
            .startsWith("matmul: shapes [2,3] and [2,3] do not fit"));
    assertEquals(
        "transpose: shape [4] has fewer than two axes",
        message(ShapeException.class, b::transpose));
    assertEquals(
        "mean: shape [0] has no elements", message(ShapeException.class, () -> parameter().mean()));
  }

  // ---- text and freeing

  @Test
  void aVariableSaysWhatItIs() {
    assertTrue(parameter(1).toString().startsWith("parameter "));
    assertTrue(parameter(1).stopGradient().toString().startsWith("constant "));
    Variable y = parameter(1).logSoftmax(0);
    assertTrue(y.toString().startsWith("logSoftmax "));
    Operation before = y.operation();
    y.backward();
    assertNotSame(before, y.operation()); // what the operation kept can be collected
    assertTrue(y.toString().startsWith("logSoftmax "));
  }
}
