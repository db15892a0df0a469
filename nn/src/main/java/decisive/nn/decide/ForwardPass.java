package decisive.nn.decide;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.sparse.SparseActivations;
import decisive.tensor.storage.Workspace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a decided network's steps on inputs. Safe to use from several threads. */
final class ForwardPass {
  private final List<DecidedStep> steps;
  private final Structure structure;
  private final List<Computation> computations = new ArrayList<>();
  private final ThreadLocal<Memory> memory = ThreadLocal.withInitial(Memory::new);

  ForwardPass(List<DecidedStep> steps, Structure structure) {
    this.steps = steps;
    this.structure = structure;
    for (DecidedStep step : steps) {
      computations.add(
          step instanceof DecidedLayer layer ? new LayerComputation(layer) : (Computation) step);
    }
  }

  List<DecidedStep> steps() {
    return steps;
  }

  /** Sees what goes into a layer and what comes out; must not keep it. */
  interface Observer {
    /**
     * @param step the layer's number among the steps
     * @param block the input of its block, or null outside one
     */
    void saw(int step, SparseActivations x, SparseActivations block, SparseActivations y);
  }

  Tensor run(Tensor inputs) {
    return run(inputs, (step, x, block, y) -> {});
  }

  /** The outputs, kept. */
  Tensor run(Tensor inputs, Observer observer) {
    Tensor images = structure.images("dham", inputs);
    Memory own = memory.get();
    own.workspace.takeBack();
    try (Workspace.Scope scope = own.workspace.open()) {
      SparseActivations x = own.take(images.shape());
      x.become(images);
      SparseActivations block = null;
      for (int i = 0; i < computations.size(); i++) {
        DecidedLayer layer = steps.get(i) instanceof DecidedLayer one ? one : null;
        if (layer != null && layer.beginsBlock()) {
          block = x;
        }
        SparseActivations y = own.take(computations.get(i).output(x.shape()));
        computations.get(i).apply(x, block, y, isSparse(i + 1));
        if (layer != null) {
          observer.saw(i, x, block, y);
        }
        if (x != block) {
          own.give(x);
        }
        if (layer != null && layer.endsBlock()) {
          own.give(block);
          block = null;
        }
        x = y;
      }
      Tensor outputs = structure.outputs(x.dense()).keep();
      own.give(x);
      return outputs;
    }
  }

  private boolean isSparse(int step) {
    return step < computations.size()
        && computations.get(step) instanceof LayerComputation layer
        && layer.isSparse();
  }

  /** What a thread uses from call to call. */
  private static final class Memory {
    final Workspace workspace = new Workspace();
    private final Map<Shape, Deque<SparseActivations>> idle = new HashMap<>();

    SparseActivations take(Shape shape) {
      Deque<SparseActivations> some = idle.get(shape);
      return some == null || some.isEmpty() ? new SparseActivations(shape) : some.pop();
    }

    void give(SparseActivations activations) {
      activations.becomeList(); // holds no tensor of this call
      idle.computeIfAbsent(activations.shape(), shape -> new ArrayDeque<>()).push(activations);
    }
  }

  /** A layer's number among the steps, and what goes into it. */
  record LayerInput(int step, SparseActivations x, SparseActivations block) {}

  /** The inputs of each layer on some images. */
  List<LayerInput> inputs(Tensor images) {
    List<LayerInput> inputs = new ArrayList<>();
    SparseActivations[] last = new SparseActivations[1];
    run(
        images,
        (step, x, block, y) -> {
          SparseActivations own = SparseActivations.of(x.dense());
          if (((DecidedLayer) steps.get(step)).beginsBlock()) {
            last[0] = own;
          }
          inputs.add(new LayerInput(step, own, block == null ? null : last[0]));
        });
    return inputs;
  }
}
