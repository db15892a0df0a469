package decisive.autograd;

import static decisive.testing.Thrown.message;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.storage.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BackpropagationTest {
  private static Variable parameter(float... values) {
    return Variable.parameter(Tensor.vector(values));
  }

  private static void gradient(Variable x, float... expected) {
    assertArrayEquals(expected, x.gradient().data());
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

  /** In a workspace sums are made in place, but not in a tensor that another variable waits for. */
  @Test
  void aSumInPlaceLeavesOthersOfTheSameTensorAlone() {
    Variable x = parameter(1, 2);
    Variable z = parameter(3, 4);
    try (Workspace workspace = new Workspace();
        Workspace.Scope scope = workspace.open()) {
      Variable a = x.mul(2);
      Variable b = z.mul(3);
      Variable more = a.mul(10);
      Variable sum = a.add(b); // hands one tensor to both
      sum.mul(5).add(more).sum().backward();
    }
    gradient(x, 2 * (5 + 10), 2 * (5 + 10));
    gradient(z, 3 * 5, 3 * 5);
  }

  @Test
  void parametersThatShareALentGradientOwnACopyEach() {
    Variable a = parameter(1, 2);
    Variable b = parameter(3, 4);
    try (Workspace workspace = new Workspace();
        Workspace.Scope scope = workspace.open()) {
      a.add(b).mul(1).sum().backward();
    }
    a.gradient().fill(7);
    gradient(b, 1, 1);
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
        "mean: shape [0] has no elements to reduce; of nothing there is no mean",
        message(ShapeException.class, () -> parameter().mean()));
  }

  // ---- changes in place before backward

  @Test
  void aParameterThatWasUpdatedIsNotReadAgain() {
    Variable w = parameter(1, 2);
    Variable x = Variable.constant(Tensor.vector(3, 4));
    Variable loss = w.square().mul(x).sum();
    w.value().data()[0] = 5; // as an optimizer's step does
    w.value().markChanged();
    assertEquals(
        "backward: square saved a tensor [2] that was changed in place since (version 0, now 1);"
            + " call backward before the change, such as an optimizer's step, fill or set; or change"
            + " a copy()",
        message(IllegalStateException.class, loss::backward));
    assertNull(w.gradient());
    w.square().mul(x).sum().backward(); // forward once more
    gradient(w, 2 * 5 * 3, 2 * 2 * 4);
  }

  @Test
  void anInputOrResultThatWasFilledIsNotReadAgain() {
    Variable w = parameter(1, 2);
    Variable x = Variable.constant(Tensor.vector(3, 4));
    Variable product = w.mul(x);
    x.value().reshape(2, 1).fill(0); // a view of the same elements
    assertTrue(
        message(IllegalStateException.class, () -> product.sum().backward())
            .startsWith("backward: mul saved a tensor [2] that was changed in place"));
    Variable y = w.exp();
    y.value().set(7, 1);
    assertTrue(
        message(IllegalStateException.class, () -> y.sum().backward())
            .startsWith("backward: exp saved a tensor [2] that was changed in place"));
  }

  @Test
  void whatBackwardDoesNotReadMayChange() {
    Variable w = parameter(1, 2);
    Variable bias = parameter(3, 4);
    Variable x = Variable.constant(Tensor.vector(5, 6));
    Variable loss = w.mul(x).add(bias).sum();
    bias.value().fill(0); // a sum's gradient needs no operand
    w.value().fill(0); // x learns nothing, so nobody asks what it was multiplied by
    loss.backward();
    gradient(w, 5, 6);
    gradient(bias, 1, 1);
  }

  // ---- several threads

  /** Whole numbers, whose sums are exact in any order. */
  @Test
  void passesOfSeveralThreadsLoseNoGradients() throws Exception {
    Variable shared = parameter(1, 2);
    int threads = 4;
    int passes = 500;
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 1; i <= threads; i++) {
        int factor = i;
        all.add(
            pool.submit(
                () -> {
                  start.await();
                  try (Workspace workspace = new Workspace()) {
                    for (int pass = 0; pass < passes; pass++) {
                      workspace.takeBack();
                      try (Workspace.Scope scope = workspace.open()) {
                        shared.mul(factor).sum().backward();
                      }
                    }
                  }
                  return null;
                }));
      }
      for (Future<Void> one : all) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }
    gradient(shared, passes * 10, passes * 10);
  }

  @Test
  void anOperationIsWalkedThroughByOnePass() throws Exception {
    Variable x = parameter(2);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    Variable y = new Waiting(inside, refused).apply(x);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<?> first = pool.submit(() -> y.backward());
      inside.await();
      assertEquals(
          "backward: the graph behind waiting [1] was freed by an earlier backward; run forward"
              + " again",
          message(IllegalStateException.class, y::backward));
      refused.countDown();
      first.get();
    } finally {
      refused.countDown();
      pool.shutdownNow();
    }
    gradient(x, 1);
  }

  /** y = x, whose backward waits. */
  private static final class Waiting extends Operation {
    private final CountDownLatch inside;
    private final CountDownLatch go;

    Waiting(CountDownLatch inside, CountDownLatch go) {
      this.inside = inside;
      this.go = go;
    }

    @Override
    protected Tensor forward(Tensor... in) {
      return in[0];
    }

    @Override
    protected Tensor[] backward(Tensor dy) {
      inside.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return gradients(dy);
    }
  }

  @Test
  void aBackwardThatFailedMayBeTriedAgain() {
    Variable x = parameter(1, 2);
    Variable y = new FailsOnce().apply(x);
    assertEquals("once", message(IllegalStateException.class, () -> y.backward(Tensor.ones(2))));
    y.backward(Tensor.ones(2));
    gradient(x, 1, 1);
  }

  private static final class FailsOnce extends Operation {
    private boolean failed;

    @Override
    protected Tensor forward(Tensor... in) {
      return in[0];
    }

    @Override
    protected Tensor[] backward(Tensor dy) {
      if (!failed) {
        failed = true;
        throw new IllegalStateException("once");
      }
      return gradients(dy);
    }
  }

  // ---- text and freeing

  @Test
  void whatAShellShowsSaysWhatItIs() {
    try (NoGradient scope = new NoGradient();
        Profile profile = Profile.open()) {
      parameter(1).exp();
      String thread = Thread.currentThread().getName();
      assertEquals("noGradient of thread " + thread, scope.toString());
      scope.close();
      assertEquals("noGradient of thread " + thread + ", closed", scope.toString());
      assertTrue(
          profile.toString().matches("profile, 1 passes, \\d+\\.\\d\\d ms"), profile::toString);
    }
    assertEquals(
        "gradient check of exp, seed 3: check() or linear() runs it",
        GradientCheck.of("exp", in -> in[0].exp()).seed(3).toString());
    assertEquals("keepDims of [1]", parameter(1).keepDims().toString());
  }

  @Test
  void aVariableSaysWhatItIs() {
    assertTrue(parameter(1).toString().startsWith("parameter "));
    assertTrue(parameter(1).stopGradient().toString().startsWith("constant "));
    Variable y = parameter(1).logSoftmax(0);
    assertTrue(y.toString().startsWith("logSoftmax "));
    assertEquals("logSoftmax", y.operation().toString());
    Operation before = y.operation();
    y.backward();
    assertNotSame(before, y.operation()); // what the operation kept can be collected
    assertTrue(y.toString().startsWith("logSoftmax "));
  }
}
