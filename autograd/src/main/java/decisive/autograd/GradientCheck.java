package decisive.autograd;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Checks a backward pass against its forward pass, one argument at a time, on random values.
 *
 * <pre>{@code
 * GradientCheck.of("mul", in -> in[0].mul(in[1])).seed(1).inputs(Shape.of(2, 3), Shape.of(3)).check();
 * GradientCheck.of("pad", in -> in[0].pad(0, 1, 2)).inputs(Shape.of(4)).linear();
 * }</pre>
 *
 * <p>{@link #check} holds for any smooth function; {@link #linear} is far sharper, and needs a
 * function that is linear (plus a constant) in each argument. A failure is an {@link
 * AssertionError} whose message has all that is needed to repeat and debug it. The function is
 * called many times: it must give the same result for the same arguments, so a random function has
 * to make its generator anew from a fixed seed.
 */
public final class GradientCheck {
  /** The larger of the two steps; no element moves farther. A power of two, so exact. */
  private static final double STEP = 1.0 / 32;

  /** Odd ones move one element alone, even ones all of them. */
  private static final int DIRECTIONS = 6;

  /** Relative error of a float operation that is rounded once. */
  private static final double ROUNDING = 0x1p-24;

  /** How many such errors we allow a result to carry. */
  private static final double ROUNDINGS = 32;

  /** After a failure the worst element is looked for among the first so many. */
  private static final int SEARCHED = 512;

  private final String name;
  private final Function<Variable[], Variable> function;
  private long seed = 1;
  private Shape[] shapes;
  private Tensor[] given;
  private float low = -1;
  private float high = 1;
  private float margin;
  private float gap;
  private double tolerance;

  private GradientCheck(String name, Function<Variable[], Variable> function) {
    this.name = name;
    this.function = function;
  }

  /**
   * @param name shown in failures
   * @param function from its arguments to a result of any shape
   */
  public static GradientCheck of(String name, Function<Variable[], Variable> function) {
    return new GradientCheck(name, function);
  }

  /** Seed of all random values; 1 by default. */
  public GradientCheck seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** Random arguments of these shapes. */
  public GradientCheck inputs(Shape... shapes) {
    this.shapes = shapes.clone();
    this.given = null;
    return this;
  }

  /** These arguments; they are not written to. */
  public GradientCheck inputs(Tensor... values) {
    this.given = values.clone();
    this.shapes = null;
    return this;
  }

  /** Random arguments are uniform in [low, high); by default [-1, 1). */
  public GradientCheck between(float low, float high) {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "gradient check: between " + low + " and " + high + ": the first must be the smaller");
    }
    this.low = low;
    this.high = high;
    return this;
  }

  /**
   * Keeps random arguments at least {@code margin} from 0, for functions with a kink or a pole
   * there.
   *
   * @param margin more than 1/32, the step
   */
  public GradientCheck awayFromZero(float margin) {
    if (!(margin > STEP)) {
      throw new IllegalArgumentException(
          "gradient check: margin " + margin + " must be more than the step " + STEP);
    }
    this.margin = margin;
    return this;
  }

  /**
   * Keeps any two random elements, of all arguments, at least {@code gap} from each other, for
   * functions that choose the largest. They are then multiples of the gap around 0, and {@link
   * #between} and {@link #awayFromZero} do not apply.
   *
   * @param gap more than 1/16, twice the step
   */
  public GradientCheck apart(float gap) {
    if (!(gap > 2 * STEP)) {
      throw new IllegalArgumentException(
          "gradient check: gap " + gap + " must be more than twice the step " + STEP);
    }
    this.gap = gap;
    return this;
  }

  /** Relative tolerance; by default 1e-3 for {@link #check} and 1e-5 for {@link #linear}. */
  public GradientCheck tolerance(double relative) {
    this.tolerance = relative;
    return this;
  }

  /**
   * Compares directional derivatives. For a random weighting u of the result and random directions
   * v of each argument x, backward's {@code <v, dx>} must equal the slope of {@code φ(x) = <u,
   * f(x)>} along v by central differences at two steps, extrapolated (Richardson):
   *
   * <pre>
   *   D(h) = (φ(x + h v) − φ(x − h v)) / 2h;   slope = (4 D(h/2) − D(h)) / 3 + O(h⁴)
   * </pre>
   *
   * @throws AssertionError if they differ, or if the function wrote to its arguments
   */
  public void check() {
    compare(this::slope);
  }

  /**
   * Checks the adjoint identity {@code <A v, u> = <v, Aᵀ u>}, in double, for random v and u: A is
   * the forward pass less its value at 0, Aᵀ the backward pass.
   *
   * @throws AssertionError if it does not hold, or if the function wrote to its arguments
   */
  public void linear() {
    compare(this::adjoint);
  }

  /** As in {@code gradient check of mul, seed 1: check() or linear() runs it}. */
  @Override
  public String toString() {
    return "gradient check of " + name + ", seed " + seed + ": check() or linear() runs it";
  }

  private void compare(Method method) {
    Tensor[] at = arguments();
    Pass pass = pass(at);
    for (int argument = 0; argument < at.length; argument++) {
      for (int number = 0; number < DIRECTIONS && at[argument].size() > 0; number++) {
        Tensor v = direction(at[argument].shape(), argument, number);
        Difference difference = method.along(at, pass, argument, v);
        if (!difference.small()) {
          throw new GradientFailure(name, seed)
              .derivative(argument, number, difference)
              .tensors(at, v, pass.u)
              .worst(worst(method, at, pass, argument))
              .error();
        }
      }
    }
  }

  // ---- random values

  private Generator generator(String part) {
    return new Generator(seed).split(part);
  }

  private Tensor[] arguments() {
    if (shapes == null && given == null) {
      throw new IllegalStateException("gradient check of " + name + ": give the inputs first");
    }
    if (given != null) {
      return Arrays.stream(given).map(Tensor::copy).toArray(Tensor[]::new);
    }
    if (gap == 0 && Math.max(Math.abs(low), Math.abs(high)) <= margin) {
      throw new IllegalArgumentException(
          "gradient check: nothing between " + low + " and " + high + " is " + margin + " from 0");
    }
    Generator generator = generator("arguments");
    Tensor[] values = Arrays.stream(shapes).map(Tensor::zeros).toArray(Tensor[]::new);
    int total = Arrays.stream(values).mapToInt(Tensor::size).sum();
    int[] order = gap > 0 ? generator.permutation(total) : null;
    int position = 0;
    for (Tensor value : values) {
      for (int i = 0; i < value.size(); i++, position++) {
        value.data()[i] =
            order != null ? gap * (order[position] - (total - 1) / 2f) : uniform(generator);
      }
    }
    return values;
  }

  private float uniform(Generator generator) {
    float value;
    do {
      value = low + (high - low) * generator.nextFloat();
    } while (Math.abs(value) < margin);
    return value;
  }

  private Tensor direction(Shape shape, int argument, int number) {
    Generator generator = generator("direction").split(argument).split(number);
    if (number % 2 == 1) {
      return unit(shape, generator.nextInt(shape.size()));
    }
    return Tensor.uniform(generator, -1, 1, shape.extents());
  }

  private static Tensor unit(Shape shape, int element) {
    Tensor unit = Tensor.zeros(shape);
    unit.data()[element] = 1;
    return unit;
  }

  // ---- the two sides

  /** A forward and backward pass: the result y, its weighting u, the arguments' gradients. */
  private record Pass(Tensor y, Tensor u, Tensor[] gradients) {}

  private Pass pass(Tensor[] at) {
    Variable[] in =
        Arrays.stream(at).map(x -> Variable.parameter(x.copy())).toArray(Variable[]::new);
    Variable y = function.apply(in);
    Tensor u = Tensor.uniform(generator("weighting"), -1, 1, y.shape().extents());
    Tensor dy = u.copy();
    if (y.requiresGradient()) {
      y.backward(dy);
    }
    Tensor[] gradients = new Tensor[at.length];
    for (int i = 0; i < at.length; i++) {
      gradients[i] = in[i].gradient() == null ? Tensor.zeros(at[i].shape()) : in[i].gradient();
      if (!in[i].value().equals(at[i])) {
        throw new AssertionError(
            "gradient check of " + name + ": forward or backward wrote to argument " + i);
      }
    }
    if (!dy.equals(u)) {
      throw new AssertionError("gradient check of " + name + ": backward wrote to dy");
    }
    return new Pass(y.value(), u, gradients);
  }

  /** The result with one argument replaced. */
  private Tensor forward(Tensor[] at, int argument, Tensor value) {
    Variable[] in = Arrays.stream(at).map(Variable::constant).toArray(Variable[]::new);
    in[argument] = Variable.constant(value);
    return function.apply(in).value();
  }

  /** One of the two ways to know a derivative from forward passes. */
  private interface Method {
    Difference along(Tensor[] at, Pass pass, int argument, Tensor v);
  }

  /** The derivative in a direction by backward, by forward, and how far they may differ. */
  record Difference(double received, double expected, double tolerance, String method) {
    boolean small() {
      return Math.abs(received - expected) <= tolerance; // false for NaN
    }
  }

  private Difference slope(Tensor[] at, Pass pass, int argument, Tensor v) {
    double[] coarse = residual(at, pass, argument, v, STEP);
    double[] fine = residual(at, pass, argument, v, STEP / 2);
    double received = dot(v, pass.gradients[argument]);
    double expected = received + (4 * fine[0] - coarse[0]) / 3;
    double size = Math.max(norm(v, pass.gradients[argument]), Math.abs(expected));
    double allowed =
        (tolerance > 0 ? tolerance : 1e-3) * size
            + ROUNDINGS * ROUNDING * norm(pass.u, pass.y) / STEP;
    String method =
        "central differences; "
            + coarse[1]
            + " at step "
            + STEP
            + ", "
            + fine[1]
            + " at step "
            + STEP / 2
            + ": if these disagree, a kink is near";
    return new Difference(received, expected, allowed, method);
  }

  /** Central difference less backward's word for the very step that rounding left, and itself. */
  private double[] residual(Tensor[] at, Pass pass, int argument, Tensor v, double step) {
    Tensor ahead = at[argument].add(v.mul((float) step));
    Tensor behind = at[argument].sub(v.mul((float) step));
    Tensor yAhead = forward(at, argument, ahead);
    Tensor yBehind = forward(at, argument, behind);
    double slope = dotOfDifference(pass.u, yAhead, yBehind) / (2 * step);
    double difference = dotOfDifference(pass.gradients[argument], ahead, behind) / (2 * step);
    return new double[] {slope - difference, slope};
  }

  private Difference adjoint(Tensor[] at, Pass pass, int argument, Tensor v) {
    Tensor offset = forward(at, argument, Tensor.zeros(v.shape()));
    Tensor moved = forward(at, argument, v);
    Tensor gradient = pass.gradients[argument];
    double size = norm(v, gradient) + norm(pass.u, moved.sub(offset));
    double allowed =
        (tolerance > 0 ? tolerance : 1e-5) * size + ROUNDINGS * ROUNDING * norm(pass.u, offset);
    return new Difference(
        dot(v, gradient),
        dotOfDifference(pass.u, moved, offset),
        allowed,
        "adjoint identity <A v, u> = <v, Aᵀ u>; for a function that is not linear use check()");
  }

  private static double dot(Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += (double) a.data()[i] * b.data()[i];
    }
    return sum;
  }

  /** {@code <u, a − b>} */
  private static double dotOfDifference(Tensor u, Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < u.size(); i++) {
      sum += u.data()[i] * ((double) a.data()[i] - b.data()[i]);
    }
    return sum;
  }

  /** Root of the sum of the squared products: the size of {@code <a, b>} for random signs. */
  private static double norm(Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      double product = (double) a.data()[i] * b.data()[i];
      sum += product * product;
    }
    return Math.sqrt(sum);
  }

  /** The element of an argument whose own derivative is farthest off, in words. */
  private static String worst(Method method, Tensor[] at, Pass pass, int argument) {
    String worst = "";
    double most = -1;
    for (int element = 0; element < Math.min(SEARCHED, at[argument].size()); element++) {
      Tensor v = unit(at[argument].shape(), element);
      Difference difference = method.along(at, pass, argument, v);
      double distance = Math.abs(difference.received() - difference.expected());
      if (distance > most || Double.isNaN(distance)) {
        most = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
        worst =
            "element "
                + element
                + ", received "
                + difference.received()
                + ", expected "
                + difference.expected();
      }
    }
    return worst;
  }
}
