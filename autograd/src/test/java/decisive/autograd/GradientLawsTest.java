package decisive.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.tensor.Tensor;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the chain rule, on small whole numbers, where float arithmetic is exact. */
class GradientLawsTest {
  private record Step(String name, UnaryOperator<Variable> function) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Functions of a [2, 3] variable to a [2, 3] variable that stay within whole numbers. */
  @Provide
  Arbitrary<Step> steps() {
    return Arbitraries.of(
        new Step("square", Variable::square),
        new Step("relu", Variable::relu),
        new Step("abs", Variable::abs),
        new Step("neg", Variable::neg),
        new Step("add", x -> x.add(2)),
        new Step("mulSelf", x -> x.mul(x.select(0, 1))),
        new Step("rows", x -> x.rows(1, 1)),
        new Step("turn", x -> x.transpose().reshape(2, 3)),
        new Step("sums", x -> x.sub(x.sum(0))));
  }

  @Provide
  Arbitrary<Tensor> tensors() {
    return Arbitraries.integers()
        .between(-3, 3)
        .array(int[].class)
        .ofSize(6)
        .map(
            values -> {
              Tensor x = Tensor.zeros(2, 3);
              for (int i = 0; i < values.length; i++) {
                x.data()[i] = values[i];
              }
              return x;
            });
  }

  @Provide
  Arbitrary<Step> chains() {
    return Combinators.combine(steps(), steps())
        .as((f, g) -> new Step(g + "∘" + f, x -> g.function.apply(f.function.apply(x))));
  }

  private static Tensor gradient(UnaryOperator<Variable> f, Tensor at, Tensor dy) {
    Variable x = Variable.parameter(at);
    f.apply(x).backward(dy);
    return x.gradient();
  }

  /** Equal as numbers: -0 and 0 are not told apart. */
  private static void equal(Tensor expected, Tensor received) {
    assertEquals(expected.add(0), received.add(0));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void backwardIsLinear(
      @ForAll("chains") Step f,
      @ForAll("tensors") Tensor x,
      @ForAll("tensors") Tensor u,
      @ForAll("tensors") Tensor v) {
    equal(
        gradient(f.function, x, u).mul(2).add(gradient(f.function, x, v)),
        gradient(f.function, x, u.mul(2).add(v)));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void gradientOfASumIsTheSumOfGradients(
      @ForAll("chains") Step f,
      @ForAll("chains") Step g,
      @ForAll("tensors") Tensor x,
      @ForAll("tensors") Tensor u) {
    equal(
        gradient(f.function, x, u).add(gradient(g.function, x, u)),
        gradient(y -> f.function.apply(y).add(g.function.apply(y)), x, u));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void accumulatingIsAddingLosses(
      @ForAll("chains") Step f,
      @ForAll("chains") Step g,
      @ForAll("tensors") Tensor at,
      @ForAll("tensors") Tensor u) {
    Variable x = Variable.parameter(at);
    f.function.apply(x).backward(u);
    g.function.apply(x).backward(u);
    equal(gradient(f.function, at, u).add(gradient(g.function, at, u)), x.gradient());
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void oneBackwardThroughAChainIsTwoInTurn(
      @ForAll("chains") Step f,
      @ForAll("chains") Step g,
      @ForAll("tensors") Tensor x,
      @ForAll("tensors") Tensor u) {
    Tensor between = f.function.apply(Variable.constant(x)).value();
    Tensor dBetween = gradient(g.function, between, u);
    equal(
        gradient(f.function, x, dBetween),
        gradient(y -> g.function.apply(f.function.apply(y)), x, u));
  }
}
