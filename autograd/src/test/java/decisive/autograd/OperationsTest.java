package decisive.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.ConvolutionSettings;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One table of all operations: each as a function of variables and as the same function of tensors,
 * over random shapes. It drives the tests of values, shapes and gradients.
 */
class OperationsTest {
  private static final int SHAPES = 25;

  /** An operation with its parameters and operand shapes drawn. */
  private record Example(
      Function<Variable[], Variable> ours, Function<Tensor[], Tensor> plain, Shape... shapes) {}

  /** How arguments are drawn, and by which of the two checks the gradient is judged. */
  private enum Values {
    LINEAR(UnaryOperator.identity()),
    SMOOTH(UnaryOperator.identity()),
    POSITIVE(check -> check.between(0.5f, 2)),
    NOT_ZERO(check -> check.awayFromZero(0.1f)),
    FAR_FROM_ZERO(check -> check.between(-2, 2).awayFromZero(0.5f)),
    NO_TIES(check -> check.apart(0.125f));

    private final UnaryOperator<GradientCheck> draw;

    Values(UnaryOperator<GradientCheck> draw) {
      this.draw = draw;
    }
  }

  private record Row(String name, Values values, Function<Generator, Example> example) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        // two operands
        binary("add", Values.LINEAR, Variable::add, Tensor::add),
        binary("sub", Values.LINEAR, Variable::sub, Tensor::sub),
        binary("mul", Values.LINEAR, Variable::mul, Tensor::mul),
        binary("div", Values.FAR_FROM_ZERO, Variable::div, Tensor::div),
        binary("maximum", Values.NO_TIES, Variable::maximum, Tensor::maximum),
        binary("minimum", Values.NO_TIES, Variable::minimum, Tensor::minimum),
        binary("pow", Values.POSITIVE, Variable::pow, Tensor::pow),
        // an operand and a number
        unary("add number", Values.LINEAR, x -> x.add(0.7f), x -> x.add(0.7f)),
        unary("sub number", Values.LINEAR, x -> x.sub(0.7f), x -> x.sub(0.7f)),
        unary("mul number", Values.LINEAR, x -> x.mul(0.7f), x -> x.mul(0.7f)),
        unary("div number", Values.LINEAR, x -> x.div(0.7f), x -> x.div(0.7f)),
        unary("minimum number", Values.NOT_ZERO, x -> x.minimum(0f), x -> x.minimum(0f)),
        unary("pow number", Values.POSITIVE, x -> x.pow(-1.5f), x -> x.pow(-1.5f)),
        unary("maximum number", Values.NOT_ZERO, x -> x.maximum(0f), Tensor::relu),
        // one operand
        unary("neg", Values.LINEAR, Variable::neg, Tensor::neg),
        unary("exp", Values.SMOOTH, Variable::exp, Tensor::exp),
        unary("log", Values.POSITIVE, Variable::log, Tensor::log),
        unary("sqrt", Values.POSITIVE, Variable::sqrt, Tensor::sqrt),
        unary("square", Values.SMOOTH, Variable::square, Tensor::square),
        unary("abs", Values.NOT_ZERO, Variable::abs, Tensor::abs),
        unary("tanh", Values.SMOOTH, Variable::tanh, Tensor::tanh),
        unary("sigmoid", Values.SMOOTH, Variable::sigmoid, Tensor::sigmoid),
        unary("relu", Values.NOT_ZERO, Variable::relu, Tensor::relu),
        unary("clamp", Values.NOT_ZERO, x -> x.clamp(0, 9), x -> x.clamp(0, 9)),
        // reductions
        reduction("sum", Values.LINEAR, Variable::sum, Tensor::sum),
        reduction("mean", Values.LINEAR, Variable::mean, Tensor::mean),
        reduction("max", Values.NO_TIES, Variable::max, Tensor::max),
        reduction("min", Values.NO_TIES, Variable::min, Tensor::min),
        reduction("std", Values.NO_TIES, Variable::std, Tensor::std),
        reduction(
            "keepDims",
            Values.SMOOTH,
            (x, axes) -> x.sub(x.keepDims().mean(axes)),
            (x, axes) -> x.sub(x.keepDims().mean(axes))),
        reduction("variance", Values.SMOOTH, Variable::variance, Tensor::variance),
        alongAxis("softmax", Values.SMOOTH, Variable::softmax, Tensor::softmax),
        alongAxis("logSoftmax", Values.SMOOTH, Variable::logSoftmax, Tensor::logSoftmax),
        // products
        new Row("matmul", Values.LINEAR, OperationsTest::matmul),
        // layout
        new Row("reshape", Values.LINEAR, OperationsTest::reshape),
        new Row("permute", Values.LINEAR, OperationsTest::permute),
        new Row("transpose", Values.LINEAR, OperationsTest::transpose),
        new Row("slice", Values.LINEAR, OperationsTest::slice),
        new Row("select", Values.LINEAR, OperationsTest::select),
        new Row("rows", Values.LINEAR, OperationsTest::someRows),
        new Row("concatenate", Values.LINEAR, OperationsTest::concatenate),
        new Row("pad", Values.LINEAR, OperationsTest::pad),
        new Row("broadcastTo", Values.LINEAR, OperationsTest::broadcastTo),
        // images
        new Row("conv2d", Values.LINEAR, OperationsTest::conv2d),
        new Row("conv2d, groups and dilation", Values.LINEAR, OperationsTest::groupedConv2d),
        new Row("maxPool2d", Values.NO_TIES, OperationsTest::maxPool2d),
        new Row("averagePool2d", Values.LINEAR, OperationsTest::averagePool2d));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void valueEqualsTheTensorFunctions(Row row) {
    for (int seed = 1; seed <= SHAPES; seed++) {
      Example example = row.example.apply(new Generator(seed));
      Generator generator = new Generator(seed).split("values");
      Tensor[] in =
          Stream.of(example.shapes)
              .map(shape -> Tensor.uniform(generator, 0.5f, 2, shape.extents()))
              .toArray(Tensor[]::new);
      Variable[] variables = Stream.of(in).map(Variable::parameter).toArray(Variable[]::new);
      assertEquals(example.plain.apply(in), example.ours.apply(variables).value());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void gradientIsThatOfForward(Row row) {
    for (int seed = 1; seed <= SHAPES; seed++) {
      Example example = row.example.apply(new Generator(seed));
      GradientCheck check =
          row.values.draw.apply(
              GradientCheck.of(row.name, example.ours).seed(seed).inputs(example.shapes));
      if (row.values == Values.LINEAR) {
        check.linear();
      }
      check.check();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void gradientHasItsOperandsShapeAndConstantsGetNone(Row row) {
    for (int seed = 1; seed <= SHAPES; seed++) {
      Example example = row.example.apply(new Generator(seed));
      for (int learned = 0; learned < example.shapes.length; learned++) {
        Variable[] in = new Variable[example.shapes.length];
        for (int i = 0; i < in.length; i++) {
          Tensor ones = Tensor.full(1, example.shapes[i]);
          in[i] = i == learned ? Variable.parameter(ones) : Variable.constant(ones);
        }
        Variable y = example.ours.apply(in);
        y.backward(Tensor.full(1, y.shape()));
        for (int i = 0; i < in.length; i++) {
          assertEquals(
              i == learned ? example.shapes[i] : null,
              in[i].gradient() == null ? null : in[i].gradient().shape());
        }
      }
    }
  }

  /**
   * What backward reads again and does not save would be a wrong gradient in silence: after a
   * change in place of an operand or the result, backward throws or gives what it gave before.
   */
  @ParameterizedTest
  @MethodSource("rows")
  void backwardSeesChangesOfWhatItReads(Row row) {
    for (int seed = 1; seed <= SHAPES; seed++) {
      Example example = row.example.apply(new Generator(seed));
      for (int changed = 0; changed <= example.shapes.length; changed++) {
        Tensor[] expected = gradients(example, seed, -1);
        Tensor[] received;
        try {
          received = gradients(example, seed, changed);
        } catch (IllegalStateException e) {
          assertTrue(e.getMessage().contains("changed in place"), e.getMessage());
          continue;
        }
        assertArrayEquals(expected, received);
      }
    }
  }

  /** With one operand, or the result, changed in place before backward. */
  private static Tensor[] gradients(Example example, int seed, int changed) {
    Generator generator = new Generator(seed).split("values");
    Variable[] in =
        Stream.of(example.shapes)
            .map(shape -> Variable.parameter(Tensor.uniform(generator, 0.5f, 2, shape.extents())))
            .toArray(Variable[]::new);
    Variable y = example.ours.apply(in);
    if (changed == in.length) {
      y.value().fill(Float.NaN);
    } else if (changed >= 0) {
      in[changed].value().fill(Float.NaN);
    }
    y.backward(Tensor.full(1, y.shape()));
    return Stream.of(in).map(Variable::gradient).toArray(Tensor[]::new);
  }

  // ---- examples

  private static Row unary(
      String name, Values values, UnaryOperator<Variable> ours, UnaryOperator<Tensor> plain) {
    return new Row(
        name,
        values,
        g -> new Example(in -> ours.apply(in[0]), in -> plain.apply(in[0]), shape(g, 0)));
  }

  private interface Two<T> {
    T apply(T a, T b);
  }

  private static Row binary(String name, Values values, Two<Variable> ours, Two<Tensor> plain) {
    return new Row(
        name,
        values,
        g -> {
          Shape whole = shape(g, 0);
          return new Example(
              in -> ours.apply(in[0], in[1]),
              in -> plain.apply(in[0], in[1]),
              narrowed(g, whole),
              narrowed(g, whole));
        });
  }

  private interface Reduce<T> {
    T apply(T x, int... axes);
  }

  private static Row reduction(
      String name, Values values, Reduce<Variable> ours, Reduce<Tensor> plain) {
    return new Row(
        name,
        values,
        g -> {
          Shape shape = shape(g, 0);
          int count = g.nextInt(shape.rank() + 1);
          int[] axes = Arrays.copyOf(g.permutation(shape.rank()), count);
          for (int i = 0; i < count; i++) {
            axes[i] -= g.nextInt(2) * shape.rank();
          }
          return new Example(in -> ours.apply(in[0], axes), in -> plain.apply(in[0], axes), shape);
        });
  }

  private interface Along<T> {
    T apply(T x, int axis);
  }

  private static Row alongAxis(
      String name, Values values, Along<Variable> ours, Along<Tensor> plain) {
    return new Row(
        name,
        values,
        g -> {
          Shape shape = shape(g, 1);
          int axis = axis(g, shape);
          return new Example(in -> ours.apply(in[0], axis), in -> plain.apply(in[0], axis), shape);
        });
  }

  private static Example matmul(Generator g) {
    Shape whole = shape(g, 0);
    int m = 1 + g.nextInt(4);
    int k = 1 + g.nextInt(4);
    int n = 1 + g.nextInt(4);
    return new Example(
        in -> in[0].matmul(in[1]),
        in -> in[0].matmul(in[1]),
        matrices(narrowed(g, whole), m, k),
        matrices(narrowed(g, whole), k, n));
  }

  private static Shape matrices(Shape leading, int rows, int columns) {
    int[] extents = Arrays.copyOf(leading.extents(), leading.rank() + 2);
    extents[leading.rank()] = rows;
    extents[leading.rank() + 1] = columns;
    return Shape.of(extents);
  }

  private static Example reshape(Generator g) {
    Shape shape = shape(g, 1);
    int axis = axis(g, shape);
    int[] extents = {shape.extent(axis), -1};
    return new Example(in -> in[0].reshape(extents), in -> in[0].reshape(extents), shape);
  }

  private static Example permute(Generator g) {
    Shape shape = shape(g, g.nextInt(4));
    int[] order = g.permutation(shape.rank());
    if (shape.rank() > 0) {
      order[0] -= shape.rank();
    }
    return new Example(in -> in[0].permute(order), in -> in[0].permute(order), shape);
  }

  private static Example transpose(Generator g) {
    return new Example(
        in -> in[0].transpose(), in -> in[0].transpose(), matrices(shape(g, 0), 3, 2));
  }

  private static Example slice(Generator g) {
    Shape shape = shape(g, 1);
    int axis = axis(g, shape);
    int from = g.nextInt(shape.extent(axis));
    int to = from + 1 + g.nextInt(shape.extent(axis) - from);
    return new Example(in -> in[0].slice(axis, from, to), in -> in[0].slice(axis, from, to), shape);
  }

  private static Example select(Generator g) {
    Shape shape = shape(g, 1);
    int axis = axis(g, shape);
    int position = g.nextInt(shape.extent(axis));
    return new Example(
        in -> in[0].select(axis, position), in -> in[0].select(axis, position), shape);
  }

  private static Example someRows(Generator g) {
    Shape shape = shape(g, 1);
    int[] positions = new int[1 + g.nextInt(6)];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = g.nextInt(shape.extent(0));
    }
    return new Example(in -> in[0].rows(positions), in -> in[0].rows(positions), shape);
  }

  private static Example concatenate(Generator g) {
    Shape shape = shape(g, 1);
    int axis = axis(g, shape);
    Shape[] shapes = new Shape[1 + g.nextInt(3)];
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] = shape.with(axis, 1 + g.nextInt(3));
    }
    return new Example(
        in -> Variable.concatenate(axis, in), in -> Tensor.concatenate(axis, in), shapes);
  }

  private static Example pad(Generator g) {
    Shape shape = shape(g, 1);
    int axis = axis(g, shape);
    int before = g.nextInt(3);
    int after = g.nextInt(3);
    return new Example(
        in -> in[0].pad(axis, before, after), in -> in[0].pad(axis, before, after), shape);
  }

  private static Example broadcastTo(Generator g) {
    Shape whole = shape(g, 0);
    return new Example(
        in -> in[0].broadcastTo(whole.extents()),
        in -> in[0].broadcastTo(whole.extents()),
        narrowed(g, whole));
  }

  private static Example conv2d(Generator g) {
    int height = 1 + g.nextInt(4);
    int width = 1 + g.nextInt(4);
    int channels = 1 + g.nextInt(3);
    int stride = 1 + g.nextInt(3);
    int padding = g.nextInt(3);
    return new Example(
        in -> in[0].conv2d(in[1], stride, padding),
        in -> in[0].conv2d(in[1], stride, padding),
        Shape.of(1 + g.nextInt(2), height + g.nextInt(4), width + g.nextInt(4), channels),
        Shape.of(height, width, channels, 1 + g.nextInt(3)));
  }

  private static Example groupedConv2d(Generator g) {
    int groups = 1 + g.nextInt(3);
    int inputs = 1 + g.nextInt(2);
    Shape weight =
        Shape.of(1 + g.nextInt(3), 1 + g.nextInt(3), inputs, groups * (1 + g.nextInt(2)));
    ConvolutionSettings settings =
        new ConvolutionSettings(1 + g.nextInt(3), g.nextInt(3), 1 + g.nextInt(3), groups);
    int height = (weight.extent(0) - 1) * settings.dilation() + 1 + g.nextInt(4);
    int width = (weight.extent(1) - 1) * settings.dilation() + 1 + g.nextInt(4);
    return new Example(
        in -> in[0].conv2d(in[1], settings),
        in -> in[0].conv2d(in[1], settings),
        Shape.of(1 + g.nextInt(2), height, width, groups * inputs),
        weight);
  }

  private static Example maxPool2d(Generator g) {
    int size = 1 + g.nextInt(3);
    int stride = 1 + g.nextInt(3);
    int padding = g.nextInt(size / 2 + 1);
    return new Example(
        in -> in[0].maxPool2d(size, stride, padding),
        in -> in[0].maxPool2d(size, stride, padding),
        images(g, size));
  }

  private static Example averagePool2d(Generator g) {
    int size = 1 + g.nextInt(3);
    int stride = 1 + g.nextInt(3);
    int padding = g.nextInt(size / 2 + 1);
    return new Example(
        in -> in[0].averagePool2d(size, stride, padding),
        in -> in[0].averagePool2d(size, stride, padding),
        images(g, size));
  }

  private static Shape images(Generator g, int least) {
    return Shape.of(1 + g.nextInt(2), least + g.nextInt(4), least + g.nextInt(4), 1 + g.nextInt(3));
  }

  // ---- shapes

  /** A shape of the given rank or more, up to 4, and extents of 1 to 4. */
  private static Shape shape(Generator g, int rank) {
    int[] extents = new int[rank + g.nextInt(5 - rank)];
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = 1 + g.nextInt(4);
    }
    return Shape.of(extents);
  }

  /** An axis, counted from either end. */
  private static int axis(Generator g, Shape shape) {
    return g.nextInt(2 * shape.rank()) - shape.rank();
  }

  /** A shape that broadcasts to {@code whole}: leading axes gone, others reduced to 1. */
  private static Shape narrowed(Generator g, Shape whole) {
    int gone = g.nextInt(2) * g.nextInt(whole.rank() + 1);
    int[] extents = Arrays.copyOfRange(whole.extents(), gone, whole.rank());
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = g.nextInt(3) == 0 ? 1 : extents[axis];
    }
    return Shape.of(extents);
  }
}
