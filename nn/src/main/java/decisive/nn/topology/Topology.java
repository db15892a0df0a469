package decisive.nn.topology;

import decisive.nn.Module;
import decisive.nn.block.ResidualBlock;
import decisive.nn.block.Unit;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.AveragePool2d;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Chain;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Dropout;
import decisive.nn.layer.Flatten;
import decisive.nn.layer.GlobalAveragePool;
import decisive.nn.layer.Linear;
import decisive.nn.layer.MaxPool2d;
import decisive.nn.layer.Relu;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the steps of a network from its modules. */
public final class Topology {
  private static final String ADVICE =
      "; extend Chain, or build the network of Sequential, Unit and ResidualBlock, convolutions,"
          + " linear layers, BatchNorm, Relu, Competitor, pooling, Flatten and Dropout";

  private final List<Step> steps = new ArrayList<>();

  private Topology() {}

  /**
   * The steps of a network made of {@link Chain}s, {@link Unit}s, {@link ResidualBlock}s and the
   * layers of the library, in order. A convolution or linear layer and the batch norm and
   * activation that come next are one step, also where they stand in a chain without a unit;
   * dropout, which evaluation leaves out, is none.
   *
   * @throws IllegalArgumentException for a part whose computation cannot be read, such as a module
   *     with a {@code forward} of its own, and for a batch norm or an activation that follows no
   *     layer; names its path and its type
   */
  public static List<Step> of(Module network) {
    Topology topology = new Topology();
    topology.read("", network);
    return List.copyOf(topology.steps);
  }

  private void read(String path, Module module) {
    if (module instanceof Chain || module instanceof Unit) {
      module.children().forEach(child -> read(child.path(path), child.module()));
    } else if (module instanceof ResidualBlock block) {
      steps.add(residual(path, block));
    } else if (module instanceof Conv2d || module instanceof Linear) {
      steps.add(new Step.Layer(path, module, Optional.empty(), Optional.empty()));
    } else if (module instanceof BatchNorm norm) {
      Step.Layer last = last(path, module);
      if (last.norm().isPresent() || last.activation().isPresent()) {
        throw followsNone(path, module);
      }
      replaceLast(new Step.Layer(last.name(), last.layer(), Optional.of(norm), Optional.empty()));
    } else if (module instanceof Relu || module instanceof Competitor) {
      Step.Layer last = last(path, module);
      if (last.activation().isPresent()) {
        throw followsNone(path, module);
      }
      replaceLast(new Step.Layer(last.name(), last.layer(), last.norm(), Optional.of(module)));
    } else if (module instanceof MaxPool2d
        || module instanceof AveragePool2d
        || module instanceof GlobalAveragePool) {
      steps.add(new Step.Pool(path, module));
    } else if (module instanceof Flatten) {
      steps.add(new Step.Flatten(path));
    } else if (!(module instanceof Dropout)) {
      throw new IllegalArgumentException(
          "topology: what " + part(path, module) + " computes cannot be read" + ADVICE);
    }
  }

  private static Step.Residual residual(String path, ResidualBlock block) {
    List<Step.Layer> layers = block.units().stream().map(unit -> layer(path, unit)).toList();
    Optional<Step.Layer> projection =
        block.children().stream()
            .filter(child -> block.shortcut().filter(child.module()::equals).isPresent())
            .findFirst()
            .map(child -> layer(child.path(path), (Unit) child.module()));
    return new Step.Residual(path, layers, projection);
  }

  private static Step.Layer layer(String path, Unit unit) {
    return new Step.Layer(
        unit.children().get(0).path(path),
        unit.layer(),
        unit.norm(),
        unit.activation().map(f -> f));
  }

  /** The layer that a batch norm or an activation follows. */
  private Step.Layer last(String path, Module module) {
    if (!steps.isEmpty() && steps.get(steps.size() - 1) instanceof Step.Layer last) {
      return last;
    }
    throw followsNone(path, module);
  }

  private void replaceLast(Step.Layer layer) {
    steps.set(steps.size() - 1, layer);
  }

  private static IllegalArgumentException followsNone(String path, Module module) {
    return new IllegalArgumentException(
        "topology: "
            + part(path, module)
            + " follows no layer; put it behind a convolution or linear layer, a batch norm before"
            + " an activation");
  }

  private static String part(String path, Module module) {
    String type = module.getClass().getSimpleName();
    return (path.isEmpty() ? "the network" : "part " + path) + ", " + type + ",";
  }
}
