package decisive.nn.competition;

import decisive.nn.Module;

/**
 * How far the competition of a network has gone: not begun ({@link Rectified}, T → 0), undecided
 * ({@link Gated}, at a temperature) or decided ({@link Decided}, T → ∞). A phase is set on a whole
 * network and holds until the next one.
 */
public sealed interface Phase {
  /** y = max(x, 0): the untouched network. */
  record Rectified() implements Phase {
    @Override
    public String toString() {
      return label();
    }
  }

  /**
   * The softmax gate.
   *
   * @param temperature positive and finite
   */
  record Gated(double temperature) implements Phase {
    public Gated {
      if (!(temperature > 0) || Double.isInfinite(temperature)) {
        throw new IllegalArgumentException(
            "temperature " + temperature + ": must be positive and finite");
      }
    }

    @Override
    public String toString() {
      return label();
    }
  }

  /** Winner-takes-all. */
  record Decided() implements Phase {
    @Override
    public String toString() {
      return label();
    }
  }

  /** {@link Rectified}. */
  static Phase rectified() {
    return new Rectified();
  }

  /**
   * {@link Gated} at a temperature.
   *
   * @throws IllegalArgumentException unless it is positive and finite
   */
  static Phase gated(double temperature) {
    return new Gated(temperature);
  }

  /** {@link Decided}. */
  static Phase decided() {
    return new Decided();
  }

  /** As command lines name it: {@code relu}, {@code temperature=30.0} or {@code wta}. */
  default String label() {
    return this instanceof Gated gated
        ? "temperature=" + gated.temperature()
        : this instanceof Decided ? "wta" : "relu";
  }

  /** Sets this phase on every competition in {@code network}. */
  default void set(Module network) {
    network.visit(
        (path, module) -> {
          if (module instanceof Competitor competitor) {
            competitor.phase(this);
          }
        });
  }
}
