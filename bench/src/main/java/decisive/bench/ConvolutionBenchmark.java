package decisive.bench;

import decisive.tensor.Convolution2d;
import decisive.tensor.Tensor;
import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import decisive.tensor.storage.Workspace;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Each convolution of the networks, forward and its two gradients. The column {@code gflop} is
 * thousand millions of floating-point operations a second, counted by the definition; {@code
 * percentOfPeak} sets that beside {@link Peak}. Winograd's transforms need fewer operations than
 * the definition, so they may pass 100.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConvolutionBenchmark {

  /** Counts operations; JMH divides by the time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Work {
    public double gflop;
    public double percentOfPeak;
  }

  /** Operands of a convolution, and memory for its results. */
  @State(Scope.Benchmark)
  public static class Operands {
    @Param NetworkShape shape;

    @Param("1")
    int threads;

    Convolution2d convolution;
    Tensor x;
    Tensor w;
    Tensor dy;
    double peak;
    final Workspace workspace = new Workspace();

    @Setup
    public void setUp() {
      Workers.use(threads);
      peak = Peak.measure();
      convolution = shape.convolution();
      x = Tensor.normal(new Generator(1), 1, shape.input().extents());
      w = Tensor.normal(new Generator(2), 1, shape.weight().extents());
      dy = Tensor.normal(new Generator(3), 1, convolution.output().extents());
    }
  }

  private interface Pass {
    Tensor of(Operands operands);
  }

  private static Tensor run(Operands operands, Work work, Pass pass) {
    work.gflop += operands.shape.gflop();
    work.percentOfPeak += 100e9 * operands.shape.gflop() / operands.peak;
    operands.workspace.takeBack();
    try (Workspace.Scope scope = operands.workspace.open()) {
      return pass.of(operands);
    }
  }

  @Benchmark
  public Tensor forward(Operands operands, Work work) {
    return run(operands, work, o -> o.convolution.forward(o.x, o.w));
  }

  @Benchmark
  public Tensor toInput(Operands operands, Work work) {
    return run(operands, work, o -> o.convolution.toInput(o.dy, o.w));
  }

  @Benchmark
  public Tensor toWeight(Operands operands, Work work) {
    return run(operands, work, o -> o.convolution.toWeight(o.x, o.dy));
  }
}
