package decisive.nn.decide;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.AveragePool2d;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.MaxPool2d;
import decisive.nn.topology.Step;
import decisive.nn.topology.Topology;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a {@link Dham} of a network. */
final class Decision {
  /** From so many maps a group on, sparse layers are the faster as a rule. */
  private static final int SPARSE_FROM = 4;

  private final List<DecidedStep> steps = new ArrayList<>();
  private boolean competes;

  private Decision() {}

  static Dham of(Module network) {
    Decision decision = new Decision();
    try {
      Topology.of(network).forEach(decision::add);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("decide: " + e.getMessage(), e);
    }
    if (!decision.competes) {
      throw new IllegalArgumentException(
          "decide: the network has no competition (k = 1), so there are no winners to take all;"
              + " train it with 2 or more maps a group, as in --k 4");
    }
    return decision.decided();
  }

  private Dham decided() {
    try {
      Dham dense = new Dham(steps, Map.of());
      return dense.with(executed(dense.structure()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("decide: " + e.getMessage(), e);
    }
  }

  /** Sparse where few inputs of a layer can be other than zero. */
  private List<DecidedStep> executed(Structure structure) {
    List<DecidedStep> executed = new ArrayList<>();
    int maps = 1; // for each that can be other than zero
    for (int i = 0; i < steps.size(); i++) {
      DecidedStep step = steps.get(i);
      if (step instanceof DecidedLayer layer) {
        boolean sparse = structure.mayBeSparse(i) && maps >= SPARSE_FROM;
        executed.add(layer.with(sparse ? Execution.SPARSE : Execution.DENSE));
        maps = layer.maps() / layer.groups().count();
      } else {
        executed.add(step);
        if (step instanceof DecidedPool pool) {
          maps /= Math.max(1, pool.size() * pool.size());
        }
      }
    }
    return executed;
  }

  private void add(Step step) {
    if (step instanceof Step.Layer layer) {
      steps.add(layer(layer, false, Shortcut.NONE));
    } else if (step instanceof Step.Residual residual) {
      Shortcut shortcut =
          residual
              .projection()
              .<Shortcut>map(own -> new Shortcut.Projection(own.name(), folded(own)))
              .orElse(Shortcut.IDENTITY);
      int last = residual.layers().size() - 1;
      for (int i = 0; i <= last; i++) {
        steps.add(layer(residual.layers().get(i), i == 0, i == last ? shortcut : Shortcut.NONE));
      }
    } else if (step instanceof Step.Pool pool) {
      steps.add(pool(pool.name(), pool.pool()));
    } else {
      steps.add(new DecidedFlatten(step.name()));
    }
  }

  private static DecidedPool pool(String name, Module pool) {
    if (pool instanceof MaxPool2d max) {
      return new DecidedPool(name, DecidedPool.Kind.MAX, max.size(), max.stride(), max.padding());
    }
    return pool instanceof AveragePool2d average
        ? new DecidedPool(
            name, DecidedPool.Kind.AVERAGE, average.size(), average.stride(), average.padding())
        : DecidedPool.global(name);
  }

  private DecidedLayer layer(Step.Layer layer, boolean beginsBlock, Shortcut shortcut) {
    FoldedWeights weights = folded(layer);
    Groups groups = Groups.alone(weights.outputs());
    DecidedLayer.Keeps keeps =
        layer.activation().isPresent() ? DecidedLayer.Keeps.POSITIVE : DecidedLayer.Keeps.ALL;
    if (layer.activation().isPresent()
        && layer.activation().get() instanceof Competitor competitor) {
      groups = Groups.of(competitor);
      keeps = DecidedLayer.Keeps.WINNERS;
      competes |= competitor.competes();
    }
    return new DecidedLayer(
        layer.name(), beginsBlock, weights, shortcut, keeps, groups, Execution.DENSE);
  }

  private static FoldedWeights folded(Step.Layer layer) {
    Map<String, Variable> parameters = layer.layer().parameters();
    Tensor weight = parameters.get("weight").value().copy();
    Tensor bias =
        parameters.containsKey("bias")
            ? parameters.get("bias").value().copy()
            : Tensor.zeros(weight.extent(-1));
    FoldedWeights weights =
        layer.layer() instanceof Conv2d conv
            ? convolution(layer.name(), conv, weight, bias)
            : FoldedWeights.linear(weight, bias);
    return layer.norm().map(norm -> folded(weights, norm)).orElse(weights);
  }

  private static FoldedWeights convolution(String name, Conv2d conv, Tensor weight, Tensor bias) {
    if (conv.geometry().dilation() > 1 || conv.geometry().groups() > 1) {
      throw new IllegalArgumentException(
          name
              + ": a convolution of dilation "
              + conv.geometry().dilation()
              + " in "
              + conv.geometry().groups()
              + " groups of channels cannot be decided; use dilation 1 and one group");
    }
    return new FoldedWeights(weight, bias, conv.stride(), conv.padding(), false);
  }

  private static FoldedWeights folded(FoldedWeights weights, BatchNorm norm) {
    Map<String, Variable> parameters = norm.parameters();
    Map<String, Tensor> buffers = norm.buffers();
    return weights.folded(
        parameters.get("weight").value(),
        parameters.get("bias").value(),
        buffers.get("running_mean"),
        buffers.get("running_var"));
  }
}
