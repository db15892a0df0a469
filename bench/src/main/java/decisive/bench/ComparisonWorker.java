package decisive.bench;

import com.sun.management.ThreadMXBean;
import decisive.nn.decide.Execution;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.parallel.Workers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Our side of {@code bench/compare-with-pytorch}: a process that stays alive and works on request,
 * so that the other side can take turns with it. It reads a request a line and answers each with a
 * line that begins with {@code "> "}:
 *
 * <pre>
 *   about                    what runs here
 *   threads N                &gt; ok
 *   train MODEL K BATCH      &gt; ok     training steps; MODEL as in ResNet.named; K 1 is ReLU
 *   train-at T MODEL K BATCH     the same at temperature T, 10 otherwise
 *   infer MODEL K BATCH      &gt; ok     forward passes
 *   decided MODEL K BATCH    &gt; ok     a decided network, each layer as is faster; MODEL may be
 *                                   a file NAME.safetensors of one
 *   decided-dense MODEL K BATCH  &gt; ok
 *   matmul SIZE              &gt; ok     products of two square matrices
 *   run N                    &gt; SECONDS BYTES     N of the last chosen work; memory they allocated
 * </pre>
 */
public final class ComparisonWorker {
  private Workload workload = n -> {};

  private ComparisonWorker() {}

  public static void main(String[] args) throws IOException {
    ComparisonWorker worker = new ComparisonWorker();
    try (BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        System.out.println("> " + worker.answer(line.trim().split(" +")));
      }
    }
  }

  private String answer(String[] request) throws IOException {
    switch (request[0]) {
      case "about" -> {
        return "Java "
            + Runtime.version()
            + ", kernels "
            + KernelSet.active().name()
            + " of "
            + KernelSet.active().lanes()
            + " lanes";
      }
      case "threads" -> Workers.use(Integer.parseInt(request[1]));
      case "train" -> use(Workload.training(request[1], number(request, 2), number(request, 3)));
      case "train-at" ->
          use(
              Workload.training(
                  request[2], number(request, 3), number(request, 4), number(request, 1)));
      case "infer" -> use(Workload.inference(request[1], number(request, 2), number(request, 3)));
      case "decided" -> use(decided(request, null));
      case "decided-dense" -> use(decided(request, Execution.DENSE));
      case "matmul" -> use(Workload.product(number(request, 1)));
      case "run" -> {
        return run(number(request, 1));
      }
      default -> throw new IllegalArgumentException("comparison: unknown request " + request[0]);
    }
    return "ok";
  }

  private static Workload decided(String[] request, Execution way) throws IOException {
    return Workload.decided(request[1], number(request, 2), number(request, 3), way);
  }

  private void use(Workload next) {
    workload.close();
    workload = next;
  }

  private static int number(String[] request, int position) {
    return Integer.parseInt(request[position]);
  }

  private String run(int n) {
    long before = allocated();
    long start = System.nanoTime();
    workload.run(n);
    long time = System.nanoTime() - start;
    return time / 1e9 + " " + (allocated() - before);
  }

  /** Bytes that the living threads have allocated so far; the pool's threads stay alive. */
  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] bytes = threads.getThreadAllocatedBytes(threads.getAllThreadIds());
    return Arrays.stream(bytes).filter(b -> b > 0).sum();
  }
}
