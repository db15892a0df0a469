package decisive.nn;

import decisive.autograd.NoGradient;
import decisive.autograd.Profile;
import decisive.autograd.Variable;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final List<Child> children = new ArrayList<>();
  private final Map<String, Variable> ownParameters = new LinkedHashMap<>();
  private final Map<String, Tensor> ownBuffers = new LinkedHashMap<>();
  private final List<Observer> observers = new CopyOnWriteArrayList<>(); // may end while it sees
  private boolean training = true;
  private String name = "";

  /** What this module computes. Parts are run by {@link #apply}. */
  protected abstract Variable forward(Variable x);

  /** Runs the module: {@link #forward}, then those who observe it. */
  public final Variable apply(Variable x) {
    return applied(x, () -> forward(x));
  }

  /**
   * For a module that can be run in another way as well, such as with a second input: runs {@code
   * body}, then those who observe the module.
   *
   * @param x what they see as its input
   */
  protected final Variable applied(Variable x, Supplier<Variable> body) {
    Variable y = Profile.within(name, body);
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
    Variable parameter = Variable.parameter(value);
    register(ownParameters, name, parameter);
    return parameter;
  }

  /** Registers a tensor that is saved with the parameters, but not learned by gradients. */
  protected final Tensor buffer(String name, Tensor value) {
    register(ownBuffers, name, value);
    return value.keep();
  }

  /**
   * A part, and its name in the module that it is a part of.
   *
   * @param name "" for a part without a level of its own
   */
  public record Child(String name, Module module) {
    /** Its dotted path below the path of the module that it is a part of. */
    public String path(String parent) {
      return name.isEmpty() ? parent : join(parent, name);
    }
  }

  /** The parts, in the order in which they were registered. */
  public final List<Child> children() {
    return Collections.unmodifiableList(children);
  }

  /** Registers a part. */
  protected final <M extends Module> M child(String name, M module) {
    check(name);
    children.add(new Child(name, module));
    ((Module) module).name = name;
    return module;
  }

  /**
   * Registers a part without a level of its own in paths: the names of what it owns stand directly
   * in this module's, and must not be taken there.
   */
  protected final <M extends Module> M inline(M module) {
    ((Module) module).names().forEach(this::check);
    children.add(new Child("", module));
    return module;
  }

  private <T> void register(Map<String, T> map, String name, T value) {
    check(name);
    map.put(name, value);
  }

  private void check(String name) {
    if (name.isEmpty() || name.contains(".")) {
      throw new IllegalArgumentException(
          getClass().getSimpleName()
              + ": the name '"
              + name
              + "' must be without dots, and not empty; dots join the names of nested modules");
    }
    if (names().contains(name)) {
      throw new IllegalArgumentException(
          getClass().getSimpleName() + ": the name '" + name + "' is taken; choose another");
    }
  }

  /** All names that are given in this module. */
  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>(ownParameters.keySet());
    names.addAll(ownBuffers.keySet());
    for (Child child : children) {
      if (child.name.isEmpty()) {
        names.addAll(child.module.names());
      } else {
        names.add(child.name);
      }
    }
    return names;
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

  /**
   * Calls {@code visitor} with the dotted path of this module ("" for itself) and of all below. A
   * part without a level of its own has the path of the module that it is a part of.
   */
  public final void visit(BiConsumer<String, Module> visitor) {
    visit("", visitor);
  }

  private void visit(String path, BiConsumer<String, Module> visitor) {
    visitor.accept(path, this);
    children.forEach(child -> child.module.visit(child.path(path), visitor));
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
