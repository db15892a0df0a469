package decisive.bench;

import decisive.autograd.Profile;
import decisive.autograd.Profile.Timing;
import decisive.autograd.Variable;
import decisive.nn.competition.Phase;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.loss.CrossEntropy;
import decisive.nn.train.optimize.Sgd;
import decisive.tensor.Tensor;
import decisive.tensor.parallel.Workers;
import decisive.tensor.storage.Workspace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the time of a training step goes: by layer and pass, with the share of the arithmetic that
 * the machine was measured to reach. The work of {@code bench/profile MODEL K BATCH [THREADS
 * [TEMPERATURE]]}.
 */
public final class StepProfile {
  private static final int STEPS = 15;

  private final ResNet network;
  private final Sgd optimizer;
  private final Tensor images;
  private final int[] labels;
  private final Workspace workspace = new Workspace();

  private StepProfile(String model, int k, int batch, double temperature) {
    network = Workload.network(model, k);
    if (k > 1) {
      Phase.gated(temperature).set(network);
    }
    optimizer = new Sgd(network, 0.9).weightDecay(5e-4);
    images = Workload.images(batch);
    labels = Workload.labels(batch);
  }

  public static void main(String[] args) {
    if (args.length < 3 || args.length > 5) {
      System.err.println(
          "usage: bench/profile MODEL K BATCH [THREADS [TEMPERATURE]], as in resnet20 2 128");
      System.exit(2);
    }
    if (args.length > 3) {
      Workers.use(Integer.parseInt(args[3]));
    }
    double temperature = args.length > 4 ? Double.parseDouble(args[4]) : Workload.TEMPERATURE;
    int k = Integer.parseInt(args[1]);
    new StepProfile(args[0], k, Integer.parseInt(args[2]), temperature).run();
  }

  private void run() {
    Patience.warm(this::step);
    double peak = Peak.measure();
    long[] steps = new long[STEPS];
    Map<String, Row> rows = new LinkedHashMap<>();
    for (int i = 0; i < STEPS; i++) {
      try (Profile profile = Profile.open()) {
        long start = System.nanoTime();
        step();
        steps[i] = System.nanoTime() - start;
        for (Timing timing : profile.timings()) {
          rows.computeIfAbsent(key(timing), key -> new Row(timing)).add(i, timing.nanoseconds());
        }
      }
    }
    print(rows.values().stream().toList(), median(steps), peak);
  }

  private void step() {
    workspace.takeBack();
    try (Workspace.Scope scope = workspace.open()) {
      Variable loss = new CrossEntropy().of(network.apply(Variable.constant(images)), labels);
      optimizer.clearGradients();
      loss.backward();
    }
    optimizer.step(0.01);
  }

  private static String key(Timing timing) {
    return timing.place() + " " + timing.operation() + " " + timing.pass();
  }

  /** A line of the table: a pass of an operation, and its nanoseconds in each step. */
  private record Row(Timing first, long[] nanoseconds) {
    Row(Timing first) {
      this(first, new long[STEPS]);
    }

    void add(int step, long time) {
      nanoseconds[step] += time;
    }

    long median() {
      return StepProfile.median(nanoseconds);
    }
  }

  private static long median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void print(List<Row> rows, long step, double peak) {
    System.out.printf(
        Locale.ROOT,
        "a step takes %.2f ms (median of %d); the fastest product reaches %.0f GFLOP/s%n%n",
        step / 1e6,
        STEPS,
        peak / 1e9);
    System.out.printf(
        Locale.ROOT,
        "%-22s %-24s %-18s %-10s %8s %7s %9s %7s%n",
        "layer",
        "operation",
        "result",
        "pass",
        "ms",
        "share",
        "GFLOP/s",
        "of peak");
    long listed = 0;
    for (Row row : rows.stream().sorted(Comparator.comparing(r -> -r.median())).toList()) {
      Timing timing = row.first();
      long time = row.median();
      listed += time;
      double pace = timing.flops() / time;
      System.out.printf(
          Locale.ROOT,
          "%-22s %-24s %-18s %-10s %8.3f %6.1f%% %s%n",
          timing.place(),
          timing.operation(),
          timing.result(),
          timing.pass(),
          time / 1e6,
          100.0 * time / step,
          timing.flops() == 0
              ? ""
              : String.format(Locale.ROOT, "%9.0f %6.0f%%", pace, 100e9 * pace / peak));
    }
    System.out.printf(
        Locale.ROOT,
        "%-77s %8.3f %6.1f%%%n",
        "the rest: optimizer, graph",
        (step - listed) / 1e6,
        100.0 * (step - listed) / step);
  }
}
