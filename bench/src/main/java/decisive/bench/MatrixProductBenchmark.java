package decisive.bench;

import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import java.util.concurrent.TimeUnit;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
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
 * The product of two square matrices on one thread: both kernel sets, beside EJML. The column
 * {@code gflop} is thousand millions of floating-point operations per second, 2·size³ a product.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MatrixProductBenchmark {

  /** Counts operations; JMH divides by the time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Work {
    public double gflop;

    void product(int size) {
      gflop += 2e-9 * size * size * size;
    }
  }

  /** The operands, and the kernel set in use. */
  @State(Scope.Benchmark)
  public static class Ours {
    @Param({"simd", "plain"})
    String kernels;

    @Param("1024")
    int size;

    Tensor a;
    Tensor b;

    @Setup
    public void setUp() {
      Workers.use(1);
      KernelSet.use(KernelSet.named(kernels));
      a = Tensor.uniform(new Generator(1), -1, 1, size, size);
      b = Tensor.uniform(new Generator(2), -1, 1, size, size);
    }
  }

  /** The same operands as EJML's matrices. */
  @State(Scope.Benchmark)
  public static class Theirs {
    @Param("1024")
    int size;

    FMatrixRMaj a;
    FMatrixRMaj b;
    FMatrixRMaj c;

    @Setup
    public void setUp() {
      a = matrix(1);
      b = matrix(2);
      c = new FMatrixRMaj(size, size);
    }

    private FMatrixRMaj matrix(long seed) {
      return FMatrixRMaj.wrap(
          size, size, Tensor.uniform(new Generator(seed), -1, 1, size, size).data());
    }
  }

  @Benchmark
  public Tensor decisive(Ours ours, Work work) {
    work.product(ours.size);
    return ours.a.matmul(ours.b);
  }

  @Benchmark
  public FMatrixRMaj ejml(Theirs theirs, Work work) {
    work.product(theirs.size);
    CommonOps_FDRM.mult(theirs.a, theirs.b, theirs.c);
    return theirs.c;
  }
}
