package decisive.autograd;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.storage.Storage;
import java.util.function.Supplier;

/**
 * One step of a computation: how its result is made, and how a gradient passes back through it. A
 * subclass is one operation, with its formula, its {@link #forward} and its {@link #backward} side
 * by side; it keeps in fields what backward needs, and reports by {@link #save} each tensor whose
 * elements it will read. An instance is used once.
 *
 * <pre>{@code
 * // y = x²;  dx = 2 · x · dy
 * final class Square extends Operation {
 *   private Tensor x;
 *
 *   protected Tensor forward(Tensor... in) {
 *     x = save(in[0]);
 *     return x.square();
 *   }
 *
 *   protected Tensor[] backward(Tensor dy) {
 *     return gradients(dy.mul(x).mul(2));
 *   }
 * }
 * Variable y = new Square().apply(x);
 * }</pre>
 */
public abstract class Operation {
  private Variable[] inputs;
  private Saved saved;
  private boolean used;
  private boolean walked;
  private String place = "";

  /** A tensor as it was when forward saved it, and those before. */
  private record Saved(Tensor tensor, int version, Saved next) {}

  /**
   * The result from the operands' values, which are not to be written to. It may share their array,
   * as reshape's does.
   *
   * @throws decisive.tensor.ShapeException if the shapes do not fit
   */
  protected abstract Tensor forward(Tensor... inputs);

  /**
   * The gradient of each operand, of the operand's shape, given the result's. Called once at most.
   *
   * @param dy gradient of the loss to the result; not to be written to, but it may be returned
   * @return one tensor an operand; null is fine where the operand {@link #needs} none
   */
  protected abstract Tensor[] backward(Tensor dy);

  /** The name in graphs and errors; by default the class's, first letter small. */
  public String name() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty()
        ? "operation"
        : Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
  }

  /**
   * In forward: declares that backward will read this tensor's elements, an operand's or the
   * result's. Should it be changed in place before, as {@link Tensor#markChanged} reports, then
   * backward throws instead of computing a wrong gradient.
   *
   * @return the tensor
   */
  protected final Tensor save(Tensor tensor) {
    saved = new Saved(tensor, Storage.behind(tensor).version(), saved);
    return tensor;
  }

  /** Of two operands of a product: each is read for the other's gradient. */
  final void saveWhatIsRead(Tensor a, Tensor b) {
    if (needs(1)) {
      save(a);
    }
    if (needs(0)) {
      save(b);
    }
  }

  /** Whether operand {@code i} learns, so that its gradient is worth computing. */
  protected final boolean needs(int i) {
    return inputs[i].requiresGradient();
  }

  /**
   * Whether a value of the result that is 0 passes no gradient to the operands, as a rectifier's: a
   * convolution of it may then leave out such values in both directions.
   */
  protected boolean stopsAtZero() {
    return false;
  }

  /** Whether operand {@code i}, which learns, {@link #stopsAtZero}. */
  final boolean isStoppedAtZero(int i) {
    return inputs[i].requiresGradient()
        && inputs[i].operation() != null
        && inputs[i].operation().stopsAtZero();
  }

  /**
   * Floating-point operations of a pass, a multiply-add being two, for a {@link Profile}; 0 where
   * not arithmetic but memory sets the pace.
   */
  protected double flops(String pass) {
    return 0;
  }

  /** In backward: a part of it that a {@link Profile} is to show by itself. */
  protected final Tensor part(String pass, Shape result, Supplier<Tensor> body) {
    return Profile.time(place, this, result, pass, body);
  }

  /**
   * Backward, timed if a {@link Profile} is open.
   *
   * @throws IllegalStateException if a saved tensor was changed, or the operation was walked
   *     through before, perhaps by another thread
   */
  final Tensor[] back(Tensor dy) {
    for (Saved one = saved; one != null; one = one.next) {
      checkUnchanged(one);
    }
    synchronized (this) {
      if (walked) {
        throw Freed.error(name(), dy);
      }
      walked = true;
    }
    boolean done = false;
    try {
      Tensor[] gradients = Profile.time(place, this, dy.shape(), "backward", () -> backward(dy));
      done = true;
      return gradients;
    } finally {
      if (!done) {
        synchronized (this) {
          walked = false;
        }
      }
    }
  }

  private void checkUnchanged(Saved one) {
    int now = Storage.behind(one.tensor).version();
    if (now != one.version) {
      throw new IllegalStateException(
          "backward: "
              + name()
              + " saved a tensor "
              + one.tensor.shape()
              + " that was changed in place since (version "
              + one.version
              + ", now "
              + now
              + "); call backward before the change, such as an optimizer's step, fill or set; or"
              + " change a copy()");
    }
  }

  /** For {@code return} in {@link #backward}. */
  protected static Tensor[] gradients(Tensor... gradients) {
    return gradients;
  }

  /**
   * Runs the operation. If an operand requires a gradient, and no {@link NoGradient} scope is open,
   * the result remembers how it was made.
   *
   * @throws IllegalStateException if this instance has run before
   */
  public final Variable apply(Variable... operands) {
    if (used) {
      throw new IllegalStateException(
          name() + ": this operation has run before; make a new one for every use");
    }
    used = true;
    Tensor[] values = new Tensor[operands.length];
    boolean learns = false;
    for (int i = 0; i < operands.length; i++) {
      values[i] = operands[i].value();
      learns |= operands[i].requiresGradient();
    }
    learns &= !NoGradient.active();
    inputs = operands.clone();
    place = Profile.place();
    Tensor result = Profile.time(place, this, null, "forward", () -> forward(values));
    if (!learns) {
      inputs = null;
      return Variable.constant(result);
    }
    return new Variable(result, this);
  }

  /** Its name. */
  @Override
  public String toString() {
    return name();
  }

  /** The operands of a result that learns. */
  final Variable[] inputs() {
    return inputs;
  }
}
