package decisive.autograd;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The checker must let correct gradients pass and catch wrong ones, also slightly wrong ones. */
class GradientCheckTest {
  /** An operation from two functions, to get one of them wrong. */
  private static final class Made extends Operation {
    private final Function<Tensor[], Tensor> forward;
    private final BiFunction<Tensor[], Tensor, Tensor[]> backward;
    private Tensor[] in;

    Made(Function<Tensor[], Tensor> forward, BiFunction<Tensor[], Tensor, Tensor[]> backward) {
      this.forward = forward;
      this.backward = backward;
    }

    @Override
    protected Tensor forward(Tensor... in) {
      this.in = in.clone();
      return forward.apply(in);
    }

    @Override
    protected Tensor[] backward(Tensor dy) {
      return backward.apply(in, dy);
    }
  }

  private static GradientCheck check(
      Function<Tensor[], Tensor> forward, BiFunction<Tensor[], Tensor, Tensor[]> backward) {
    return GradientCheck.of("made", in -> new Made(forward, backward).apply(in));
  }

  private static Tensor[] of(Tensor... gradients) {
    return gradients;
  }

  private static String failure(Runnable check) {
    return assertThrows(AssertionError.class, check::run).getMessage();
  }

  private static void contains(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "no '" + part + "' in: " + text);
    }
  }

  @Test
  void theMessageOfANonlinearCheckHoldsAllParts() {
    String text =
        failure(
            check(
                        in -> in[0].exp().mul(in[1]),
                        (in, dy) ->
                            of(
                                dy.mul(in[0].exp()).mul(in[1]),
                                dy.mul(in[0].exp().add(0.25f)).sumTo(in[1].shape())))
                    .seed(42)
                    .inputs(Shape.of(2, 3), Shape.of(3))
                ::check);
    contains(
        text,
        "gradient check of made failed, seed 42",
        "argument 1, direction 0",
        "derivative received ",
        "derivative expected ",
        "central differences; ",
        " at step 0.03125",
        " at step 0.015625",
        "difference ",
        "tolerance ",
        "argument 0 [2,3]: ",
        "argument 1 [3]: ",
        "direction v [3]: ",
        "weighting u of the result [2,3]: ",
        "worst by itself: element ");
  }

  @Test
  void theMessageOfALinearCheckHoldsAllParts() {
    String text =
        failure(
            check(in -> in[0].sum(0), (in, dy) -> of(dy.broadcastTo(8, 4).mul(0.999f)))
                    .seed(7)
                    .inputs(Shape.of(8, 4))
                ::linear);
    contains(
        text,
        "gradient check of made failed, seed 7",
        "argument 0, direction 0",
        "derivative received ",
        "derivative expected ",
        "adjoint identity <A v, u> = <v, Aᵀ u>",
        "difference ",
        "tolerance ",
        "argument 0 [8,4]: ",
        "… 32 in all",
        "direction v [8,4]: ",
        "weighting u of the result [4]: ",
        "worst by itself: element ");
  }

  @Test
  void theSameSeedGivesTheSameMessage() {
    GradientCheck wrong =
        check(in -> in[0].square(), (in, dy) -> of(dy.mul(in[0]))).inputs(Shape.of(3));
    assertEquals(failure(wrong::check), failure(wrong::check));
    assertTrue(!failure(wrong::check).equals(failure(wrong.seed(2)::check)));
  }

  @Test
  void theWorstElementIsFound() {
    String text =
        failure(
            check(
                        in -> in[0].square(),
                        (in, dy) -> {
                          Tensor dx = dy.mul(in[0]).mul(2);
                          dx.data()[5] = 100;
                          return of(dx);
                        })
                    .inputs(Shape.of(2, 4))
                ::check);
    contains(text, "worst by itself: element 5, received 100.0, expected ");
  }

  @Test
  void oneElementSlightlyWrongAmongManyIsCaught() {
    GradientCheck wrong =
        check(
                in -> in[0].tanh(),
                (in, dy) -> {
                  Tensor dx = dy.mul(in[0].tanh().square().neg().add(1));
                  dx.data()[17] += 0.1f;
                  return of(dx);
                })
            .inputs(Shape.of(10, 10));
    failure(wrong::check);
  }

  @Test
  void aRelativeErrorOfOnePerCentIsCaughtForEverySeed() {
    for (int seed = 1; seed <= 50; seed++) {
      failure(
          check(in -> in[0].exp(), (in, dy) -> of(dy.mul(in[0].exp()).mul(1.01f)))
                  .seed(seed)
                  .inputs(Shape.of(3, 4))
              ::check);
      failure(
          check(in -> in[0].mul(3), (in, dy) -> of(dy.mul(3.001f)))
                  .seed(seed)
                  .inputs(Shape.of(3, 4))
              ::linear);
    }
  }

  @Test
  void aBroadcastGradientThatForgetsToSumIsCaught() {
    Function<Tensor[], Tensor> add = in -> in[0].add(in[1]);
    failure(
        check(add, (in, dy) -> of(dy, dy.slice(0, 0, 1))).inputs(Shape.of(4, 2), Shape.of(1, 2))
            ::linear);
  }

  @Test
  void aGradientThatIsMissingOrNotANumberIsCaught() {
    failure(
        GradientCheck.of("stopped", in -> in[0].stopGradient().square()).inputs(Shape.of(3))
            ::check);
    failure(
        GradientCheck.of("half stopped", in -> in[0].mul(in[0].stopGradient())).inputs(Shape.of(3))
            ::check);
    failure(check(in -> in[0], (in, dy) -> of(dy.mul(Float.NaN))).inputs(Shape.of(3))::linear);
  }

  @Test
  void writingToOperandsOrToDyIsCaught() {
    contains(
        failure(
            check(
                        in -> in[0].square(),
                        (in, dy) -> {
                          Tensor dx = dy.mul(in[0]).mul(2);
                          in[0].fill(0);
                          return of(dx);
                        })
                    .inputs(Shape.of(3))
                ::check),
        "gradient check of made: forward or backward wrote to argument 0");
    contains(
        failure(
            check(
                        in -> in[0].mul(1),
                        (in, dy) -> {
                          Tensor dx = dy.copy();
                          dy.fill(0);
                          return of(dx);
                        })
                    .inputs(Shape.of(3))
                ::linear),
        "gradient check of made: backward wrote to dy");
  }

  @Test
  void aKinkIsToldByTheTwoSteps() {
    Tensor nearZero = Tensor.vector(0.002f, 0.5f);
    contains(
        failure(GradientCheck.of("relu", in -> in[0].relu()).inputs(nearZero)::check),
        "if these disagree, a kink is near");
    assertEquals(Tensor.vector(0.002f, 0.5f), nearZero);
  }

  @Test
  void rightGradientsPassForEverySeed() {
    for (int seed = 1; seed <= 100; seed++) {
      GradientCheck.of(
              "two layers",
              in -> in[0].matmul(in[1]).tanh().matmul(in[2]).logSoftmax(1).mean().neg())
          .seed(seed)
          .inputs(Shape.of(5, 4), Shape.of(4, 6), Shape.of(6, 3))
          .check();
    }
  }

  @Test
  void drawnValuesKeepTheirDistances() {
    GradientCheck.of(
            "values",
            in -> {
              assertEquals(Shape.of(50), in[0].shape());
              return in[0].mul(1);
            })
        .inputs(Shape.of(50))
        .linear();
    // With a margin above the step, both sides of every difference lie on the same branch.
    assertDoesNotThrow(
        GradientCheck.of("abs", in -> in[0].abs()).inputs(Shape.of(300)).awayFromZero(0.04f)
            ::check);
    assertDoesNotThrow(
        GradientCheck.of("max", in -> in[0].max()).inputs(Shape.of(300)).apart(0.07f)::check);
  }

  @Test
  void settingsThatCannotBeMet() {
    GradientCheck check = GradientCheck.of("f", in -> in[0]);
    assertEquals(
        "gradient check of f: give the inputs first",
        assertThrows(IllegalStateException.class, check::check).getMessage());
    contains(
        assertThrows(IllegalArgumentException.class, () -> check.awayFromZero(0.01f)).getMessage(),
        "margin 0.01 must be more than the step 0.03125");
    contains(
        assertThrows(IllegalArgumentException.class, () -> check.apart(0.05f)).getMessage(),
        "gap 0.05 must be more than twice the step");
    contains(
        assertThrows(IllegalArgumentException.class, () -> check.between(1, 1)).getMessage(),
        "between 1.0 and 1.0");
    GradientCheck empty = check.inputs(Shape.of(2)).between(-0.5f, 0.5f).awayFromZero(0.5f);
    contains(
        assertThrows(IllegalArgumentException.class, empty::check).getMessage(),
        "nothing between -0.5 and 0.5 is 0.5 from 0");
  }
}
