package decisive.nn.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import decisive.autograd.GradientCheck;
import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.function.Executable;

/** Batch normalisation against its definition in double, its statistics and its gradients. */
class BatchNormTest {
  private static final double UNIT = 0x1p-24;

  /** Mean and mean squared distance from it, of one channel. */
  private record Statistics(double mean, double variance, double largest) {
    static Statistics of(Tensor x, int channel) {
      int channels = x.extent(-1);
      int rows = x.size() / channels;
      double sum = 0;
      double largest = 0;
      for (int i = channel; i < x.size(); i += channels) {
        sum += x.data()[i];
        largest = Math.max(largest, Math.abs(x.data()[i]));
      }
      double squares = 0;
      for (int i = channel; i < x.size(); i += channels) {
        squares += Math.pow(x.data()[i] - sum / rows, 2);
      }
      return new Statistics(sum / rows, squares / rows, largest);
    }
  }

  private static BatchNorm norm(Generator generator, int channels) {
    BatchNorm norm = new BatchNorm(channels);
    set(norm.parameters().get("weight").value(), Tensor.uniform(generator, 0.5f, 2, channels));
    set(norm.parameters().get("bias").value(), Tensor.uniform(generator, -1, 1, channels));
    set(norm.buffers().get("running_mean"), Tensor.uniform(generator, -1, 1, channels));
    set(norm.buffers().get("running_var"), Tensor.uniform(generator, 0.5f, 2, channels));
    return norm;
  }

  private static void set(Tensor to, Tensor from) {
    System.arraycopy(from.data(), 0, to.data(), 0, to.size());
  }

  private static Tensor input(Generator generator, int rows, int channels, boolean images) {
    Tensor x = Tensor.normal(generator, 3, rows * 2, channels).add(generator.nextInt(5));
    return images ? x.reshape(rows, 2, 1, channels) : x;
  }

  @Property(tries = 60)
  void normalisesByTheBatchAndMovesTheRunningStatistics(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int rows,
      @ForAll @IntRange(min = 1, max = 20) int channels,
      @ForAll boolean images) {
    Generator generator = new Generator(seed);
    BatchNorm norm = norm(generator, channels);
    Tensor mean = norm.buffers().get("running_mean").copy();
    Tensor variance = norm.buffers().get("running_var").copy();
    Tensor x = input(generator, rows, channels, images);
    Tensor y = norm.apply(Variable.constant(x)).value();
    int m = x.size() / channels;
    for (int c = 0; c < channels; c++) {
      Statistics of = Statistics.of(x, c);
      double gamma = norm.parameters().get("weight").value().get(c);
      double beta = norm.parameters().get("bias").value().get(c);
      double r = 1 / Math.sqrt(of.variance + 1e-5);
      for (int i = c; i < x.size(); i += channels) {
        double normal = gamma * r * (x.data()[i] - of.mean);
        // the mean carries m roundings of x at most, the variance m + 8 of itself
        double bound = (m + 8) * UNIT * (gamma * r * of.largest + Math.abs(normal) + 1);
        assertEquals(normal + beta, y.data()[i], bound);
      }
      assertEquals(
          0.9 * mean.get(c) + 0.1 * of.mean,
          norm.buffers().get("running_mean").get(c),
          (m + 8) * UNIT * (1 + of.largest));
      assertEquals(
          0.9 * variance.get(c) + 0.1 * of.variance * m / (m - 1),
          norm.buffers().get("running_var").get(c),
          (m + 8) * UNIT * (2 + of.largest * of.largest));
    }
  }

  @Property(tries = 30)
  void evaluationUsesTheRunningStatisticsAndKeepsThem(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int rows, @ForAll boolean images) {
    Generator generator = new Generator(seed);
    BatchNorm norm = norm(generator, 5);
    norm.eval();
    List<Tensor> before = norm.buffers().values().stream().map(Tensor::copy).toList();
    Tensor x = input(generator, rows, 5, images);
    Tensor y = norm.apply(Variable.constant(x)).value();
    for (int i = 0; i < x.size(); i++) {
      int c = i % 5;
      double r = 1 / Math.sqrt(before.get(1).get(c) + 1e-5);
      double scale = norm.parameters().get("weight").value().get(c) * r;
      double shift = norm.parameters().get("bias").value().get(c) - scale * before.get(0).get(c);
      assertEquals(
          scale * x.data()[i] + shift,
          y.data()[i],
          8 * UNIT * (Math.abs(scale * x.data()[i]) + Math.abs(scale) + 1));
    }
    assertEquals(before, List.copyOf(norm.buffers().values()));
  }

  /**
   * Values apart keep the standard deviation of a channel above 1/2, so that steps of 1/32 are
   * small.
   */
  @Property(tries = 8)
  void gradientInTraining(@ForAll @IntRange(max = 1000) int seed) {
    for (Shape x : List.of(Shape.of(8, 3), Shape.of(2, 3, 2, 2))) {
      Shape channels = Shape.of(x.extent(-1));
      GradientCheck.of("batchNorm", in -> BatchNormalization.byBatch(null).apply(in))
          .seed(seed)
          .inputs(x, channels, channels)
          .apart(0.25f)
          .check();
    }
  }

  /** Backward reads the input again, and the result where a competition follows. */
  @Example
  void changesInPlaceBeforeBackwardAreSeen() {
    BatchNorm norm = new BatchNorm(3);
    Variable x = Variable.parameter(Tensor.normal(new Generator(1), 1, 4, 3));
    Variable y = norm.apply(x);
    x.value().fill(0);
    assertSaved("batchNorm", y);
    Variable z =
        norm.applyThen(
            Variable.constant(Tensor.normal(new Generator(2), 1, 4, 3)),
            new Competitor(Competition.groupsOf(3), 0, 3).pass());
    z.value().fill(0);
    assertSaved("batchNorm, competition", z);
  }

  private static void assertSaved(String operation, Variable y) {
    String message =
        assertThrows(IllegalStateException.class, () -> y.backward(Tensor.ones(4, 3))).getMessage();
    String wanted = "backward: " + operation + " saved a tensor [4,3] that was changed in place";
    assertEquals(wanted, message.substring(0, Math.min(wanted.length(), message.length())));
  }

  /** One pass or step by step: the same bits, of the result and of all gradients. */
  @Property(tries = 60)
  void whatFollowsInOnePassIsWhatTheStepsGive(
      @ForAll @IntRange(max = 1000) int seed,
      @ForAll @IntRange(min = 2, max = 300) int rows,
      @ForAll boolean images,
      @ForAll boolean training,
      @ForAll boolean withShortcut,
      @ForAll @IntRange(max = 6) int kind) {
    Competition competition =
        switch (kind) {
          case 0 -> Competition.none();
          case 1, 2 -> Competition.groupsOf(kind + 1);
          case 3 -> Competition.groupsOf(2).strided();
          case 4 -> Competition.groupsOf(3).winnersToOne();
          default -> Competition.groups(1);
        };
    Phase phase =
        switch (seed % 3) {
          case 0 -> Phase.rectified();
          case 1 -> Phase.gated(5);
          default -> Phase.decided();
        };
    List<Tensor> inOnePass =
        run(seed, rows, images, training, withShortcut, competition, phase, false);
    assertEquals(
        run(seed, rows, images, training, withShortcut, competition, phase, true), inOnePass);
  }

  /** The result, the gradients of everything, and the running statistics. */
  private static List<Tensor> run(
      int seed,
      int rows,
      boolean images,
      boolean training,
      boolean withShortcut,
      Competition competition,
      Phase phase,
      boolean stepByStep) {
    Generator generator = new Generator(seed);
    BatchNorm norm = norm(generator, 12);
    Competitor competitor = new Competitor(competition, 0, 12);
    competitor.phase(phase);
    if (!training) {
      norm.eval();
    }
    Variable x = Variable.parameter(input(generator, rows, 12, images));
    Variable z = Variable.parameter(input(generator, rows, 12, images));
    Tensor dy = Tensor.normal(generator, 1, x.shape().extents());
    Variable y;
    if (stepByStep) {
      y = competitor.apply(withShortcut ? norm.apply(x).add(z) : norm.apply(x));
    } else {
      y =
          withShortcut
              ? norm.applyThen(x, z, competitor.pass())
              : norm.applyThen(x, competitor.pass());
    }
    y.mul(Variable.constant(dy)).sum().backward();
    List<Tensor> all = new ArrayList<>(List.of(y.value(), x.gradient()));
    if (withShortcut) {
      all.add(z.gradient());
    }
    norm.parameters().values().forEach(p -> all.add(p.gradient()));
    all.addAll(norm.buffers().values());
    return all;
  }

  @Example
  void namesAShortcutOfAnotherShape() {
    Variable x = Variable.constant(Tensor.zeros(2, 3));
    Variable z = Variable.constant(Tensor.zeros(4, 3));
    assertEquals(
        "batchNorm: input [2,3] and shortcut [4,3] differ",
        assertThrows(
                ShapeException.class, () -> new BatchNorm(3).applyThen(x, z, new Relu().pass()))
            .getMessage());
  }

  @Property(tries = 8)
  void gradientInEvaluation(@ForAll @IntRange(max = 1000) int seed) {
    Tensor mean = Tensor.uniform(new Generator(seed), -1, 1, 3);
    Tensor variance = Tensor.uniform(new Generator(seed).split("variance"), 0.5f, 2, 3);
    for (Shape x : List.of(Shape.of(4, 3), Shape.of(2, 3, 2, 3))) {
      GradientCheck.of("fixedNorm", in -> BatchNormalization.by(mean, variance, null).apply(in))
          .seed(seed)
          .inputs(x, Shape.of(3), Shape.of(3))
          .linear();
    }
  }

  /** A constant channel has no variance: ε keeps it finite, and it becomes β. */
  @Example
  void aConstantChannelBecomesItsShift() {
    BatchNorm norm = new BatchNorm(2);
    Variable x = Variable.parameter(Tensor.full(3, Shape.of(4, 2)));
    Variable y = norm.apply(x);
    assertEquals(Tensor.zeros(4, 2), y.value());
    y.backward(Tensor.ones(4, 2));
    assertEquals(Tensor.zeros(4, 2), x.gradient());
  }

  @Example
  void namesWhatDoesNotFit() {
    BatchNorm norm = new BatchNorm(3);
    assertMessage(
        "batchNorm: input [1,3] has 1 of the 2 or more values a channel that training wants; use a"
            + " larger batch, or eval()",
        () -> norm.apply(Variable.constant(Tensor.zeros(1, 3))));
    assertMessage(
        "batchNorm: input [2,4] must be [N,3] or [N,H,W,3]",
        () -> norm.apply(Variable.constant(Tensor.zeros(2, 4))));
    assertMessage(
        "batchNorm: input [2,2,3] must be [N,3] or [N,H,W,3]",
        () -> norm.apply(Variable.constant(Tensor.zeros(2, 2, 3))));
    assertEquals(Tensor.zeros(3), norm.buffers().get("running_mean"), "nothing was moved");
    assertEquals(
        "batchNorm: 0 channels; want 1 or more",
        assertThrows(IllegalArgumentException.class, () -> new BatchNorm(0)).getMessage());
  }

  private static void assertMessage(String message, Executable wrong) {
    assertEquals(message, assertThrows(ShapeException.class, wrong).getMessage());
  }
}
