package decisive.nn;

import decisive.autograd.NoGradient;
import decisive.autograd.Profile;
import decisive.autograd.Variable;
import decisive.tensor.Tensor;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A part of a network: it maps a variable to a variable, owns parameters (learned) and buffers
 * (kept, not learned), and has parts of its own. Names are dotted paths, as PyTorch's: {@code
 * layer1.0.conv1.weight}.
 *
 * <p>A subclass says what it computes in {@link #forward}; users call {@link #apply}. It names what
 * it owns in its constructor, with {@link #parameter}, {@link #buffer} and {@link #child}; the
 * order of naming is the order of iteration.
 *
 * <p>Several threads may run a network in evaluation mode at a time, and {@link #evaluating} gives
 * each a mode of its own, so also while the network is in training mode. In training mode one
 * thread at a time may run it, as batch norms move their statistics and dropout counts; and while
 * its weights are changed, by an optimizer or a file, none else may. Observers are called by the
 * thread that runs the network; modes and phases are set while no other thread runs it.
 *
 * <p>The name is the field's, PyTorch's and Flax's. Java has a {@code java.lang.Module}, so where a
 * file imports {@code decisive.nn.*} it must import {@code decisive.nn.Module} by name too: a name
 * imported by itself goes before {@code java.lang}, one of a package does not.
 */
public abstract class Module implements UnaryOperator<Variable> {
  /** The modules that this thread evaluates, whatever mode they are in. */
  private static final ThreadLocal<Set<Module>> EVALUATING = ThreadLocal.withInitial(Set::of);

  /** For messages: whose a parameter is, as long as both are in use. */
  private static final Map<Variable, WeakReference<Module>> OWNERS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final List<Child> children = new ArrayList<>();
  private final Set<String> names = new LinkedHashSet<>(); // of all that it owns
  private final Map<String, Lazy<Variable>> ownParameters = new LinkedHashMap<>();
  private final Map<String, Lazy<Tensor>> ownBuffers = new LinkedHashMap<>();
  private final List<Observer> observers = new CopyOnWriteArrayList<>(); // may end while it sees
  private boolean training = true;
  private String name = "";

  /** What this module computes. Parts are run by {@link #apply}. */
  protected abstract Variable forward(Variable x);

  /** Runs the module: {@link #forward}, then those who observe it. */
  @Override
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
    return parameter(name, () -> value, value.shape().extents()).get();
  }

  /**
   * Registers a learned tensor that is made when it is first asked for, so that a network can be
   * described, printed and counted at no cost.
   *
   * @param extents its shape
   */
  protected final Supplier<Variable> parameter(
      String name, Supplier<Tensor> initial, int... extents) {
    Lazy<Variable> parameter =
        new Lazy<>(initial, value -> own(Variable.parameter(value)), extents);
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
    return buffer(name, () -> value, value.shape().extents()).get();
  }

  /** Registers such a tensor, which is made when it is first asked for. */
  protected final Supplier<Tensor> buffer(String name, Supplier<Tensor> initial, int... extents) {
    Lazy<Tensor> buffer = new Lazy<>(initial, Tensor::keep, extents);
    register(ownBuffers, name, buffer);
    return buffer;
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
    take(name);
    children.add(new Child(name, module));
    ((Module) module).name = name;
    return module;
  }

  /**
   * Registers a part without a level of its own in paths: the names of what it owns stand directly
   * in this module's, and must not be taken there.
   */
  protected final <M extends Module> M inline(M module) {
    ((Module) module).names.forEach(this::take);
    children.add(new Child("", module));
    return module;
  }

  private <T> void register(Map<String, T> map, String name, T value) {
    take(name);
    map.put(name, value);
  }

  private void take(String name) {
    if (name.isEmpty() || name.contains(".")) {
      throw new IllegalArgumentException(
          getClass().getSimpleName()
              + ": the name '"
              + name
              + "' must be without dots, and not empty; dots join the names of nested modules");
    }
    if (!names.add(name)) {
      throw new IllegalArgumentException(
          getClass().getSimpleName() + ": the name '" + name + "' is taken; choose another");
    }
  }

  /**
   * All parameters below, by dotted name. One that belongs to a part used in several places has
   * several names.
   */
  public final Map<String, Variable> parameters() {
    Map<String, Variable> all = new LinkedHashMap<>();
    visit(
        (path, module) ->
            module.ownParameters.forEach((name, p) -> all.put(join(path, name), p.get())));
    return all;
  }

  /** All buffers below, by dotted name. */
  public final Map<String, Tensor> buffers() {
    Map<String, Tensor> all = new LinkedHashMap<>();
    visit(
        (path, module) ->
            module.ownBuffers.forEach((name, b) -> all.put(join(path, name), b.get())));
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
    return training && !EVALUATING.get().contains(this);
  }

  /**
   * Runs {@code body} in evaluation mode and without gradients, in this thread: others see the mode
   * that was set, now as before, and so does this thread afterwards.
   */
  public final <T> T evaluating(Supplier<T> body) {
    Set<Module> before = EVALUATING.get();
    Set<Module> now = Collections.newSetFromMap(new IdentityHashMap<>());
    now.addAll(before);
    visit((path, module) -> now.add(module));
    EVALUATING.set(now);
    try (NoGradient scope = new NoGradient()) {
      return body.get();
    } finally {
      if (before.isEmpty()) {
        EVALUATING.remove();
      } else {
        EVALUATING.set(before);
      }
    }
  }

  /** Number of learned values; a parameter shared by several parts counts once. */
  public final long parameterCount() {
    Set<Lazy<Variable>> all = new HashSet<>();
    visit((path, module) -> all.addAll(module.ownParameters.values()));
    return all.stream().mapToLong(Lazy::size).sum();
  }

  // ---- printing

  /** What tells it from others of its type, in words, as {@code 1 → 16, size 3}; "" if nothing. */
  protected String settings() {
    return "";
  }

  /** Its type and what tells it from others of it, in one line: {@code Dropout(0.5)}. */
  public final String description() {
    String type = getClass().getName().replaceAll(".*[.$](?=[^.$0-9])", "");
    String settings = settings();
    return settings.isEmpty() ? type : type + "(" + settings + ")";
  }

  /**
   * The tree of its parts, a line each: name, type, shapes of its own parameters, and the number of
   * learned values in it and below.
   */
  @Override
  public String toString() {
    return String.join("\n", lines("", new ArrayList<>()));
  }

  private List<String> lines(String begin, List<String> lines) {
    StringBuilder line = new StringBuilder(begin).append(description());
    ownParameters.forEach(
        (name, parameter) -> line.append(", ").append(name).append(' ').append(parameter));
    long count = parameterCount();
    if (count > 0) {
      line.append(String.format(Locale.ROOT, " (%,d parameter%s)", count, count == 1 ? "" : "s"));
    }
    lines.add(line.toString());
    String indent = " ".repeat(begin.length() - begin.stripLeading().length() + 2);
    for (Child child : children) {
      child.module.lines(indent + (child.name.isEmpty() ? "" : child.name + ": "), lines);
    }
    return lines;
  }
}
