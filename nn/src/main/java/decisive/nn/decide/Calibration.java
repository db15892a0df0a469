package decisive.nn.decide;

import decisive.tensor.Tensor;
import decisive.tensor.sparse.Winners;
import decisive.tensor.storage.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Times each layer both ways, on the inputs that it has in the network. */
final class Calibration {
  /** Of a layer in one way; the median counts. */
  private static final int RUNS = 9;

  /** Before those, so that the JVM has compiled what runs. */
  private static final long WARM_NANOSECONDS = 100_000_000;

  private Calibration() {}

  static Dham of(Dham dham, Tensor images) {
    List<DecidedLayer> chosen = new ArrayList<>();
    for (Dham.LayerInput input : dham.inputs(images)) {
      DecidedLayer dense = input.layer().with(Execution.DENSE);
      DecidedLayer sparse = input.layer().with(Execution.SPARSE);
      chosen.add(time(sparse, input) < time(dense, input) ? sparse : dense);
    }
    return dham.with(chosen);
  }

  /** Nanoseconds of a run. */
  private static long time(DecidedLayer layer, Dham.LayerInput input) {
    Winners y = new Winners(layer.output(input.x().shape()));
    try (Workspace workspace = new Workspace()) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < WARM_NANOSECONDS) {
        run(layer, input, y, workspace);
      }
      long[] times = new long[RUNS];
      for (int i = 0; i < RUNS; i++) {
        long before = System.nanoTime();
        run(layer, input, y, workspace);
        times[i] = System.nanoTime() - before;
      }
      Arrays.sort(times);
      return times[RUNS / 2];
    }
  }

  private static void run(
      DecidedLayer layer, Dham.LayerInput input, Winners y, Workspace workspace) {
    workspace.takeBack();
    try (Workspace.Scope scope = workspace.open()) {
      layer.apply(input.x(), input.block(), y, false);
    }
  }
}
