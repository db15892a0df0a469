package decisive.nn;

import decisive.autograd.NoGradient;
import decisive.autograd.Profile;
import decisive.autograd.Variable;
import decisive.tensor.Tensor;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A part of a network: it maps a variable to a variable, owns parameters (learned) and buffers
 * (kept, not learned), and has parts of its own. Names are dotted paths, as PyTorch's: {@code
 * layer1.0.conv1.weight}.
 *
 * <p>A subclass says what it computes in {@link #forward}; users call {@link #apply}. It names what
 * it owns in its constructor, with {@link #parameter}, {@link #buffer} and {@link #child}; the
 * order of naming is the order of iteration.
 */
public abstract class Module {
  /** For messages: whose a parameter is, as long as both are in use. */
  private static final Map<Variable, WeakReference<Module>> OWNERS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Map<String, Module> children = new LinkedHashMap<>();
  private final Map<String, Variable> ownParameters = new LinkedHashMap<>();
  private final Map<String, Tensor> ownBuffers = new LinkedHashMap<>();
  private final List<Observer> observers = new CopyOnWriteArrayList<>(); // may end while it sees
  private boolean training = true;
  private String name = "";

  /** What this module computes. Parts are run by {@link #apply}. */
  protected abstract Variable forward(Variable x);

  /** Runs the module: {@link #forward}, then those who observe it. */
  public final Variable apply(Variable x) {
    Variable y = Profile.within(name, () -> forward(x));
    if (!observers.isEmpty()) {
      x.value().keep(); // an observer may hold on to what it sees
      y.value().keep();
      observers.forEach(observer -> observer.saw(x, y));
    }
    return y;
  }

  /** Sees what goes into a module and what comes out. */
  public interface Observer {
    void saw(Variable input, Variable output);
  }

  /** Calls {@code observer} after every run of this module, until the result is closed. */
  public final Observation observe(Observer observer) {
    observers.add(observer);
    return () -> observers.remove(observer);
  }

  /** The name under which it was last made a part; "" if it is no part. */
  protected final String name() {
    return name;
  }

  /** Whether anybody sees what goes in and out. */
  public final boolean isObserved() {
    return !observers.isEmpty();
  }

  /** Ends an observation. */
  public interface Observation extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Registers a learned tensor.
   *
   * @param name without dots, not given to anything else of this module; so for all three
   * @throws IllegalArgumentException for another name
   */
  protected final Variable parameter(String name, Tensor value) {
    Variable parameter = own(Variable.parameter(value));
    register(ownParameters, name, parameter);
    return parameter;
  }

  private Variable own(Variable parameter) {
    OWNERS.put(parameter, new WeakReference<>(this));
    return parameter;
  }

  /** The module that registered a parameter; empty for one of no module. */
  public static Optional<Module> ownerOf(Variable parameter) {
    WeakReference<Module> owner = OWNERS.get(parameter);
    return owner == null ? Optional.empty() : Optional.ofNullable(owner.get());
  }

  /**
   * What a checkpoint keeps of it beside its weights, such as the design that it was made from; by
   * default nothing.
   */
  public Map<String, String> metadata() {
    return Map.of();
  }

  /** Registers a tensor that is saved with the parameters, but not learned by gradients. */
  protected final Tensor buffer(String name, Tensor value) {
    register(ownBuffers, name, value);
    return value.keep();
  }

  /** Registers a part. */
  protected final <M extends Module> M child(String name, M module) {
    register(children, name, module);
    ((Module) module).name = name;
    return module;
  }

  private <T> void register(Map<String, T> map, String name, T value) {
    if (name.isEmpty() || name.contains(".")) {
      throw new IllegalArgumentException(
          getClass().getSimpleName()
              + ": the name '"
              + name
              + "' must be without dots, and not empty; dots join the names of nested modules");
    }
    if (children.containsKey(name)
        || ownParameters.containsKey(name)
        || ownBuffers.containsKey(name)) {
      throw new IllegalArgumentException(
          getClass().getSimpleName() + ": the name '" + name + "' is taken; choose another");
    }
    map.put(name, value);
  }

  /**
   * All parameters below, by dotted name. One that belongs to a part used in several places has
   * several names.
   */
  public final Map<String, Variable> parameters() {
    Map<String, Variable> all = new LinkedHashMap<>();
    visit(
        (path, module) -> module.ownParameters.forEach((name, p) -> all.put(join(path, name), p)));
    return all;
  }

  /** All buffers below, by dotted name. */
  public final Map<String, Tensor> buffers() {
    Map<String, Tensor> all = new LinkedHashMap<>();
    visit((path, module) -> module.ownBuffers.forEach((name, b) -> all.put(join(path, name), b)));
    return all;
  }

  /** Calls {@code visitor} with the dotted path of this module ("" for itself) and of all below. */
  public final void visit(BiConsumer<String, Module> visitor) {
    visit("", visitor);
  }

  private void visit(String path, BiConsumer<String, Module> visitor) {
    visitor.accept(path, this);
    children.forEach((name, child) -> child.visit(join(path, name), visitor));
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Training mode: batch norm uses the batch's statistics and dropout drops. The initial mode. */
  public final void train() {
    visit((path, module) -> module.training = true);
  }

  /** Evaluation mode: batch norm uses its running statistics and dropout lets everything pass. */
  public final void eval() {
    visit((path, module) -> module.training = false);
  }

  /** Whether in training mode. */
  public final boolean training() {
    return training;
  }

  /**
   * Runs {@code body} in evaluation mode and without gradients; then every module is back in the
   * mode it was in.
   */
  public final <T> T evaluating(Supplier<T> body) {
    Map<Module, Boolean> modes = new LinkedHashMap<>();
    visit((path, module) -> modes.put(module, module.training));
    eval();
    try (NoGradient scope = new NoGradient()) {
      return body.get();
    } finally {
      modes.forEach((module, mode) -> module.training = mode);
    }
  }

  /** Number of learned values; a parameter shared by several parts counts once. */
  public final long parameterCount() {
    return parameters().values().stream().distinct().mapToLong(p -> p.value().size()).sum();
  }
}
