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
    List<DecidedStep> chosen = new ArrayList<>(dham.steps());
    for (ForwardPass.LayerInput input : dham.forward().inputs(images)) {
      int step = input.step();
      if (dham.structure().mayBeSparse(step)) {
        boolean listed = chosen.get(step - 1) instanceof DecidedLayer layer && isSparse(layer);
        DecidedLayer padded = (DecidedLayer) dham.forward().steps().get(step);
        Execution faster = faster(padded, input, !listed);
        chosen.set(step, ((DecidedLayer) chosen.get(step)).with(faster));
      }
    }
    return dham.with(chosen);
  }

  private static boolean isSparse(DecidedLayer layer) {
    return layer.execution() == Execution.SPARSE;
  }

  private static Execution faster(
      DecidedLayer layer, ForwardPass.LayerInput input, boolean fromDense) {
    SparseActivations y = new SparseActivations(layer.output(input.x().shape()));
    Tensor x = fromDense ? input.x().dense() : null;
    Execution[] ways = {Execution.DENSE, Execution.SPARSE};
    LayerComputation[] computations = {
      new LayerComputation(layer.with(ways[0])), new LayerComputation(layer.with(ways[1]))
    };
    long[] fastest = {Long.MAX_VALUE, Long.MAX_VALUE};
    try (Workspace workspace = new Workspace()) {
      for (LayerComputation way : computations) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_NANOSECONDS) {
          time(way, input, x, y, workspace);
        }
      }
      for (int i = 0; i < RUNS; i++) {
        for (int way = 0; way < ways.length; way++) {
          fastest[way] = Math.min(fastest[way], time(computations[way], input, x, y, workspace));
        }
      }
    }
    return ways[fastest[1] < fastest[0] ? 1 : 0];
  }

  /**
   * Nanoseconds of a run.
   *
   * @param x the layer's input if it is not listed yet, or null
   */
  private static long time(
      LayerComputation way,
      ForwardPass.LayerInput input,
      Tensor x,
      SparseActivations y,
      Workspace workspace) {
    workspace.takeBack();
    try (Workspace.Scope scope = workspace.open()) {
      if (x != null) {
        input.x().become(x);
      }
      long start = System.nanoTime();
      way.apply(input.x(), input.block(), y, true);
      return System.nanoTime() - start;
    }
  }
}
