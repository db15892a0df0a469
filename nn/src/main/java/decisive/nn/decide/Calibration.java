package decisive.nn.decide;

import decisive.tensor.Tensor;
import decisive.tensor.sparse.SparseActivations;
import decisive.tensor.storage.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * Times each layer both ways, on the inputs that it has in the network, and as they come from the
 * layer before: with all zeros, or as a list; both make a list.
 */
final class Calibration {
  /** Of a layer in each way, taking turns; the fastest counts, as others' work only slows down. */
  private static final int RUNS = 15;

  /** Before those, so that the JVM has compiled what runs. */
  private static final long WARM_NANOSECONDS = 100_000_000;

  private Calibration() {}

  static Dham of(Dham dham, Tensor images) {
    List<DecidedLayer> chosen = new ArrayList<>();
    boolean dense = true; // as the stem is
    for (Dham.LayerInput input : dham.inputs(images)) {
      Execution faster = faster(input, dense);
      chosen.add(dham.layers().get(chosen.size()).with(faster));
      dense = faster == Execution.DENSE;
    }
    return dham.with(chosen);
  }

  private static Execution faster(Dham.LayerInput input, boolean fromDense) {
    SparseActivations y = new SparseActivations(input.layer().output(input.x().shape()));
    Tensor x = fromDense ? input.x().dense() : null;
    DecidedLayer[] ways = {
      input.layer().with(Execution.DENSE), input.layer().with(Execution.SPARSE)
    };
    long[] fastest = {Long.MAX_VALUE, Long.MAX_VALUE};
    try (Workspace workspace = new Workspace()) {
      for (DecidedLayer way : ways) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_NANOSECONDS) {
          time(way, input, x, y, workspace);
        }
      }
      for (int i = 0; i < RUNS; i++) {
        for (int way = 0; way < ways.length; way++) {
          fastest[way] = Math.min(fastest[way], time(ways[way], input, x, y, workspace));
        }
      }
    }
    return ways[fastest[1] < fastest[0] ? 1 : 0].execution();
  }

  /**
   * Nanoseconds of a run.
   *
   * @param x the layer's input if it is not listed yet, or null
   */
  private static long time(
      DecidedLayer layer,
      Dham.LayerInput input,
      Tensor x,
      SparseActivations y,
      Workspace workspace) {
    workspace.takeBack();
    try (Workspace.Scope scope = workspace.open()) {
      if (x != null) {
        input.x().become(x);
      }
      long start = System.nanoTime();
      layer.apply(input.x(), input.block(), y, true);
      return System.nanoTime() - start;
    }
  }
}
