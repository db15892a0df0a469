package decisive.nn.block;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.Activation;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Linear;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A convolution or linear layer, perhaps its batch norm, perhaps its activation ({@link
 * decisive.nn.layer.Relu} or a {@link decisive.nn.competition.Competitor}): what counting and
 * deciding take for one layer of a network.
 *
 * <pre>  y = f(bn(layer(x)) [+ shortcut])</pre>
 *
 * <p>Batch norm, shortcut and activation are one pass over memory; step by step, to the same bits,
 * where one of them is observed. Its parts are named {@code conv} or {@code linear}, {@code bn},
 * and {@code competition} or {@code relu}.
 */
public final class Unit extends Module {
  private final Module layer;
  private final BatchNorm norm;
  private final Activation activation;

  /**
   * @param layer a {@link Conv2d} or a {@link Linear}; so for all
   * @throws IllegalArgumentException for another layer, or if the numbers of maps differ
   */
  public Unit(Module layer, BatchNorm norm, Activation activation) {
    this(layer, norm, activation, names(layer, activation, ""));
  }

  /** Without an activation. */
  public Unit(Module layer, BatchNorm norm) {
    this(layer, norm, null, names(layer, null, ""));
  }

  /** Without a batch norm. */
  public Unit(Module layer, Activation activation) {
    this(layer, null, activation, names(layer, activation, ""));
  }

  /** Its parts' names are followed by a number, as PyTorch's in a block: {@code conv1}. */
  public static Unit numbered(int number, Module layer, BatchNorm norm, Activation activation) {
    return new Unit(layer, norm, activation, names(layer, activation, Integer.toString(number)));
  }

  /** Of a shortcut, its parts named {@code 0} and {@code 1}, as PyTorch's. */
  public static Unit projection(Module layer, BatchNorm norm) {
    return new Unit(layer, norm, null, List.of("0", "1", "2"));
  }

  private static List<String> names(Module layer, Activation activation, String number) {
    return List.of(
        (layer instanceof Linear ? "linear" : "conv") + number,
        "bn" + number,
        (activation instanceof Competitor ? "competition" : "relu") + number);
  }

  private Unit(Module layer, BatchNorm norm, Activation activation, List<String> names) {
    int maps = outputs(layer);
    if (norm != null && norm.channels() != maps) {
      throw new IllegalArgumentException(
          "unit: a batch norm of " + norm.channels() + " maps after a layer that makes " + maps);
    }
    if (activation != null) {
      activation.checkChannels(maps);
    }
    this.layer = child(names.get(0), layer);
    this.norm = norm == null ? null : child(names.get(1), norm);
    this.activation = activation == null ? null : child(names.get(2), activation);
  }

  private static int outputs(Module layer) {
    if (layer instanceof Conv2d conv) {
      return conv.outputs();
    }
    if (layer instanceof Linear linear) {
      return linear.outputs();
    }
    throw new IllegalArgumentException(
        "unit: " + layer.getClass().getSimpleName() + " is no layer; give a Conv2d or a Linear");
  }

  /** The {@link Conv2d} or {@link Linear}. */
  public Module layer() {
    return layer;
  }

  /** The batch norm, if there is one. */
  public Optional<BatchNorm> norm() {
    return Optional.ofNullable(norm);
  }

  /** The activation, if there is one. */
  public Optional<Activation> activation() {
    return Optional.ofNullable(activation);
  }

  @Override
  protected Variable forward(Variable x) {
    Variable y = layer.apply(x);
    if (norm == null) {
      return activate(y);
    }
    return inOnePass() ? norm.applyThen(y, activation.pass()) : activate(norm.apply(y));
  }

  /**
   * Runs it with a shortcut.
   *
   * @param shortcut is asked after the layer has run
   */
  Variable apply(Variable x, Supplier<Variable> shortcut) {
    return applied(
        x,
        () -> {
          Variable y = layer.apply(x);
          Variable z = shortcut.get();
          if (norm == null) {
            return activate(y.add(z));
          }
          return inOnePass()
              ? norm.applyThen(y, z, activation.pass())
              : activate(norm.apply(y).add(z));
        });
  }

  private boolean inOnePass() {
    return activation != null && !norm.isObserved() && !activation.isObserved();
  }

  private Variable activate(Variable x) {
    return activation == null ? x : activation.apply(x);
  }
}
