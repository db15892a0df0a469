package decisive.cli;

import com.sun.management.OperatingSystemMXBean;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What this machine and its JVM offer.
 *
 * @param kernels the set in use, and why
 * @param vectorBits width of a vector register in use; 32 for plain loops, which do a float at a
 *     time
 * @param heapMib the most that the JVM's heap may grow to
 * @param machineMib the machine's memory (or the container's)
 * @param selfCheck what disagrees; empty if nothing does
 * @param gflops 10^9 multiplications and additions a second in a matrix product 512³, all threads
 * @param advice what to do about what is missing
 */
record Diagnosis(
    String version,
    String jdk,
    String vendor,
    String kernels,
    String reason,
    boolean simdAvailable,
    int vectorBits,
    int threads,
    long heapMib,
    long machineMib,
    boolean healthy,
    String selfCheck,
    double gflops,
    List<String> advice) {
  private static final int SIDE = 512;
  private static final int PRODUCTS = 12;
  private static final long MIB = 1 << 20;
  private static final long SMALL_HEAP_MIB = 1024;

  static Diagnosis ofThisMachine() {
    Kernels active = KernelSet.active();
    boolean simd = KernelSet.simdAvailable();
    Kernels plain = KernelSet.named("plain");
    String differences = SelfCheck.compare(plain, simd ? KernelSet.named("simd") : plain);
    long heap = Runtime.getRuntime().maxMemory() / MIB;
    return new Diagnosis(
        Decisive.version(),
        System.getProperty("java.version"),
        System.getProperty("java.vendor"),
        active.name(),
        KernelSet.reason(),
        simd,
        active.lanes() * Float.SIZE,
        Workers.threads(),
        heap,
        machineMemory() / MIB,
        differences.isEmpty(),
        differences,
        measureSpeed(),
        advice(active.name(), simd, heap, differences));
  }

  static List<String> advice(String kernels, boolean simd, long heapMib, String differences) {
    List<String> advice = new ArrayList<>();
    if (!differences.isEmpty()) {
      advice.add(
          "results cannot be trusted here: run with DECISIVE_OPTS=-Ddecisive.kernels=plain, try"
              + " another JDK, and please report this output");
    }
    if (!simd) {
      advice.add(
          "no Vector API: start through ./decisive, or java with --add-modules"
              + " jdk.incubator.vector; if this JDK lacks the module, install a full one");
    } else if (kernels.equals("plain")) {
      advice.add("the plain kernels are slow; without -Ddecisive.kernels=plain it is simd");
    }
    if (heapMib < SMALL_HEAP_MIB) {
      advice.add("a heap of " + heapMib + " MiB is small: DECISIVE_OPTS=-Xmx2g makes it larger");
    }
    return advice;
  }

  private static long machineMemory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  /**
   * The best of a few products; the first ones are slow, until the JIT compiler has seen enough.
   */
  private static double measureSpeed() {
    Tensor a = Tensor.uniform(new Generator(1), -1, 1, SIDE, SIDE);
    Tensor b = Tensor.uniform(new Generator(2), -1, 1, SIDE, SIDE);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < PRODUCTS; i++) {
      long start = System.nanoTime();
      a.matmul(b);
      best = Math.min(best, System.nanoTime() - start);
    }
    return Math.round(2.0 * SIDE * SIDE * SIDE / best * 10) / 10.0;
  }
}
