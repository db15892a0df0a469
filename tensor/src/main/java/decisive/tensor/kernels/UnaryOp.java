package decisive.tensor.kernels;

/**
 * An elementwise operation of one number. Every one gives the same bits on every JDK and machine:
 * {@code exp} is {@link Exponential}, the others are exact IEEE operations or {@code StrictMath}.
 */
public enum UnaryOp {
  NEGATE("neg") {
    @Override
    public float apply(float x) {
      return -x;
    }
  },
  ABSOLUTE("abs") {
    @Override
    public float apply(float x) {
      return Math.abs(x);
    }
  },
  SQUARE("square") {
    @Override
    public float apply(float x) {
      return x * x;
    }
  },
  SQUARE_ROOT("sqrt") {
    @Override
    public float apply(float x) {
      return (float) Math.sqrt(x);
    }
  },
  EXPONENTIAL("exp") {
    @Override
    public float apply(float x) {
      return Exponential.exp(x);
    }
  },
  /** Natural logarithm. */
  LOGARITHM("log") {
    @Override
    public float apply(float x) {
      return (float) StrictMath.log(x);
    }
  },
  HYPERBOLIC_TANGENT("tanh") {
    @Override
    public float apply(float x) {
      return (float) StrictMath.tanh(x);
    }
  },
  /** 1 / (1 + e^-x). */
  SIGMOID("sigmoid") {
    @Override
    public float apply(float x) {
      return (float) (1 / (1 + StrictMath.exp(-x)));
    }
  },
  /** max(x, 0); NaN stays NaN. */
  RELU("relu") {
    @Override
    public float apply(float x) {
      return Math.max(x, 0f);
    }
  };

  private final String label;

  UnaryOp(String label) {
    this.label = label;
  }

  public abstract float apply(float x);

  /** The name users call it by, for errors and graphs. */
  public String label() {
    return label;
  }
}
