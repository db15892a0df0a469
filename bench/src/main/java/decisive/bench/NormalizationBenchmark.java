package decisive.bench;

import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.nn.layer.BatchNorm;
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
 * Batch norm, the shortcut and the competition of a residual block's end: forward, and forward with
 * backward. They are held up by memory, so the column {@code gigabytes} is what they read and write
 * a second: x twice, the shortcut and y forward; dy, y or its factor, x twice, du twice, and dx
 * backward.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NormalizationBenchmark {
  private static final int FORWARD = 4;
  private static final int BACKWARD = 7;

  /** Counts bytes; JMH divides by the time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Work {
    public double gigabytes;

    void passes(int count, Tensor x) {
      gigabytes += count * 4e-9 * x.size();
    }
  }

  /** The end of a block. */
  @State(Scope.Benchmark)
  public static class Block {
    @Param({"128,32,16", "128,16,32", "128,8,64", "32,32,64", "32,16,128", "32,8,256", "32,4,512"})
    String batchEdgeChannels;

    @Param({"1", "2", "8"})
    int k;

    @Param("1")
    int threads;

    Variable x;
    Variable shortcut;
    Tensor dy;
    BatchNorm norm;
    Competitor competitor;
    final Workspace workspace = new Workspace();

    @Setup
    public void setUp() {
      Workers.use(threads);
      String[] parts = batchEdgeChannels.split(",");
      int edge = Integer.parseInt(parts[1]);
      int channels = Integer.parseInt(parts[2]);
      int[] shape = {Integer.parseInt(parts[0]), edge, edge, channels};
      x = Variable.parameter(Tensor.normal(new Generator(1), 1, shape));
      shortcut = Variable.constant(Tensor.normal(new Generator(2), 1, shape));
      dy = Tensor.normal(new Generator(3), 1, shape);
      norm = new BatchNorm(channels);
      competitor = new Competitor(Competition.groupsOf(k), 0, channels);
      competitor.phase(Phase.gated(Workload.TEMPERATURE));
    }

    Variable forward() {
      return norm.applyThen(x, shortcut, competitor.pass());
    }
  }

  @Benchmark
  public Variable forward(Block block, Work work) {
    work.passes(FORWARD, block.dy);
    block.workspace.takeBack();
    try (Workspace.Scope scope = block.workspace.open()) {
      return block.forward();
    }
  }

  @Benchmark
  public Variable forwardAndBackward(Block block, Work work) {
    work.passes(FORWARD + BACKWARD, block.dy);
    block.workspace.takeBack();
    try (Workspace.Scope scope = block.workspace.open()) {
      Variable y = block.forward();
      block.x.clearGradient();
      y.backward(block.dy);
      return y;
    }
  }
}
