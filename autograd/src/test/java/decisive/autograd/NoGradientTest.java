package decisive.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Tensor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class NoGradientTest {
  private final Variable x = Variable.parameter(Tensor.scalar(3));

  private boolean remembers() {
    return x.square().requiresGradient();
  }

  @Test
  void resultsAreConstantsWithTheSameValue() {
    try (NoGradient scope = new NoGradient()) {
      Variable y = x.square();
      assertEquals(9, y.value().item());
      assertFalse(y.requiresGradient());
      assertTrue(
          assertThrows(IllegalStateException.class, y::backward)
              .getMessage()
              .contains("inside a NoGradient scope"));
    }
    assertTrue(remembers());
  }

  @Test
  void scopesNestAndEndAfterAnException() {
    try (NoGradient outer = new NoGradient()) {
      assertThrows(
          ArithmeticException.class,
          () -> {
            try (NoGradient inner = new NoGradient()) {
              throw new ArithmeticException();
            }
          });
      assertFalse(remembers());
    }
    assertTrue(remembers());
  }

  @Test
  void closingTwiceEndsOneScope() {
    try (NoGradient outer = new NoGradient()) {
      NoGradient inner = new NoGradient();
      inner.close();
      inner.close();
      assertFalse(remembers());
    }
    assertTrue(remembers());
  }

  @Test
  void aScopeBelongsToItsThread() {
    try (NoGradient scope = new NoGradient()) {
      assertTrue(CompletableFuture.supplyAsync(this::remembers, r -> new Thread(r).start()).join());
      Runnable close = scope::close;
      CompletionException e =
          assertThrows(
              CompletionException.class,
              () -> CompletableFuture.runAsync(close, r -> new Thread(r, "other").start()).join());
      assertTrue(
          e.getCause().getMessage().contains("closed by other; open and close a scope in one"));
      assertFalse(remembers());
    }
  }

  @Test
  void backwardInsideAScopeStillWorks() {
    Variable y = x.square();
    try (NoGradient scope = new NoGradient()) {
      y.backward();
    }
    assertEquals(6, x.gradient().item());
  }
}
