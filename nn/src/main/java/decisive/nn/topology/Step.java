package decisive.nn.topology;

import decisive.nn.Module;
import decisive.nn.layer.BatchNorm;
import java.util.List;
import java.util.Optional;

/** One step of a network from its input to its output. Its name is a dotted path in the network. */
public sealed interface Step {
  /** A dotted path in the network: as each kind of step says. */
  String name();

  /**
   * A layer of weights and what follows it.
   *
   * @param name of the layer, as {@code layer1.0.conv1}
   * @param layer a {@link decisive.nn.layer.Conv2d} or a {@link decisive.nn.layer.Linear}
   * @param norm its batch norm
   * @param activation a {@link decisive.nn.layer.Relu} or a {@link
   *     decisive.nn.competition.Competitor}
   */
  record Layer(String name, Module layer, Optional<BatchNorm> norm, Optional<Module> activation)
      implements Step {}

  /**
   * Layers and a shortcut past them. The last layer's activation follows the addition.
   *
   * @param name of the block, as {@code layer1.0}
   * @param layers one or more, in order
   * @param projection the shortcut's, or none where it is the input itself
   */
  record Residual(String name, List<Layer> layers, Optional<Layer> projection) implements Step {}

  /**
   * Pooling.
   *
   * @param name of the pooling
   * @param pool a {@link decisive.nn.layer.MaxPool2d}, {@link decisive.nn.layer.AveragePool2d} or
   *     {@link decisive.nn.layer.GlobalAveragePool}
   */
  record Pool(String name, Module pool) implements Step {}

  /**
   * Images become vectors.
   *
   * @param name of the flattening
   */
  record Flatten(String name) implements Step {}
}
