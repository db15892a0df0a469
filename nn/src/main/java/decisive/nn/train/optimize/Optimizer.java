package decisive.nn.train.optimize;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Changes the parameters of a network by their gradients, in place.
 *
 * <p>A subclass gives the rule for one parameter ({@link #update}) and names the tensors it
 * remembers for it between steps ({@link #slots}); they start as zeros at the parameter's first
 * step. A parameter without a gradient took no part in the loss, and is left alone with its slots.
 *
 * <p>The whole memory is {@link #state}; given back by {@link #load}, training goes on to the bit.
 */
public abstract class Optimizer {
  /** By its first name, where a shared one has several: a step changes it once. */
  private final Map<String, Variable> parameters = new LinkedHashMap<>();

  private final Map<String, Map<String, Tensor>> slotsOf = new LinkedHashMap<>();
  private double weightDecay;

  /**
   * @throws IllegalArgumentException if the network has no parameters
   */
  protected Optimizer(Module network) {
    Set<Variable> seen = new HashSet<>();
    network
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (seen.add(parameter)) {
                parameters.put(name, parameter);
              }
            });
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "optimizer: "
              + network.getClass().getSimpleName()
              + " has no parameters; register them with parameter(name, value) and parts with"
              + " child(name, module)");
    }
  }

  /**
   * Sets the weight decay λ; what it means is the subclass's.
   *
   * @param weightDecay 0 or more, finite
   */
  public Optimizer weightDecay(double weightDecay) {
    if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
      throw new IllegalArgumentException(
          "weight decay " + weightDecay + ": must be finite and not negative");
    }
    this.weightDecay = weightDecay;
    return this;
  }

  protected final double weightDecay() {
    return weightDecay;
  }

  /** The tensors remembered for a parameter of a shape: name and shape of each. */
  protected abstract Map<String, Shape> slots(Shape parameter);

  /**
   * Writes one parameter's new value, and its slots'.
   *
   * @param value to be changed
   * @param gradient of the same shape; only to be read
   * @param slots by the names of {@link #slots(Shape)}; to be changed
   */
  protected abstract void update(
      Tensor value, Tensor gradient, Map<String, Tensor> slots, double learningRate);

  /**
   * Changes every parameter that has a gradient.
   *
   * @param learningRate 0 or more, finite
   */
  public final void step(double learningRate) {
    if (!(learningRate >= 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "learning rate " + learningRate + ": must be finite and not negative");
    }
    parameters.forEach(
        (name, parameter) -> {
          Tensor gradient = parameter.gradient();
          if (gradient != null) {
            Tensor value = parameter.value();
            update(
                value,
                gradient,
                slotsOf.computeIfAbsent(name, n -> zeros(value.shape())),
                learningRate);
            value.markChanged();
          }
        });
  }

  private Map<String, Tensor> zeros(Shape parameter) {
    Map<String, Tensor> zeros = new TreeMap<>();
    slots(parameter).forEach((slot, shape) -> zeros.put(slot, Tensor.zeros(shape)));
    return zeros;
  }

  /** Forgets the gradients of all parameters, so that the next backward starts from none. */
  public final void clearGradients() {
    parameters.values().forEach(Variable::clearGradient);
  }

  /**
   * What is remembered between steps, by the parameter's name, a dot and the slot's: {@code
   * conv1.weight.momentum_buffer}. The tensors are the live ones: the next step changes them.
   * Parameters that have not had a step yet are absent.
   */
  public final Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    parameters
        .keySet()
        .forEach(
            name ->
                slotsOf
                    .getOrDefault(name, Map.of())
                    .forEach((slot, value) -> state.put(name + "." + slot, value)));
    return state;
  }

  /**
   * Replaces what is remembered by copies of a {@link #state}'s tensors.
   *
   * @throws IllegalArgumentException if a name is unknown, a shape is another one's, or a parameter
   *     has some of its slots but not all; nothing is changed then
   */
  public final void load(Map<String, Tensor> state) {
    Map<String, Tensor> rest = new LinkedHashMap<>(state);
    Map<String, Map<String, Tensor>> loaded = new LinkedHashMap<>();
    parameters.forEach(
        (name, parameter) -> {
          Map<String, Shape> expected = new TreeMap<>(slots(parameter.shape()));
          Map<String, Tensor> found = new TreeMap<>();
          expected.forEach(
              (slot, shape) -> {
                Tensor value = rest.remove(name + "." + slot);
                if (value != null) {
                  checkShape(name + "." + slot, value.shape(), shape);
                  found.put(slot, value.copy());
                }
              });
          if (!found.isEmpty()) {
            checkComplete(name, found, expected);
            loaded.put(name, found);
          }
        });
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException(
          "optimizer state: '"
              + rest.keySet().iterator().next()
              + "' belongs to no parameter of this network under "
              + getClass().getSimpleName()
              + "; load it into the optimizer and the network that it was saved from");
    }
    slotsOf.clear();
    slotsOf.putAll(loaded);
  }

  private static void checkShape(String name, Shape found, Shape expected) {
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "optimizer state: '"
              + name
              + "' has shape "
              + found
              + ", this network wants "
              + expected
              + "; load it into the network that it was saved from");
    }
  }

  private static void checkComplete(
      String parameter, Map<String, Tensor> found, Map<String, Shape> expected) {
    for (String slot : expected.keySet()) {
      if (!found.containsKey(slot)) {
        throw new IllegalArgumentException(
            "optimizer state: '"
                + parameter
                + "' has "
                + found.keySet()
                + " but no '"
                + slot
                + "'; the state is incomplete");
      }
    }
  }

  /** Its name and settings: optimizers of equal text do the same with the same state. */
  @Override
  public abstract String toString();
}
