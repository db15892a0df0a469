package decisive.tensor.kernels;

/** An elementwise operation of two numbers. Comparisons give 1 for true and 0 for false. */
public enum BinaryOp {
  ADD("add") {
    @Override
    public float apply(float a, float b) {
      return a + b;
    }
  },
  SUBTRACT("sub") {
    @Override
    public float apply(float a, float b) {
      return a - b;
    }
  },
  MULTIPLY("mul") {
    @Override
    public float apply(float a, float b) {
      return a * b;
    }
  },
  DIVIDE("div") {
    @Override
    public float apply(float a, float b) {
      return a / b;
    }
  },
  /** The larger; NaN if either is. */
  MAXIMUM("maximum") {
    @Override
    public float apply(float a, float b) {
      return Math.max(a, b);
    }
  },
  /** The smaller; NaN if either is. */
  MINIMUM("minimum") {
    @Override
    public float apply(float a, float b) {
      return Math.min(a, b);
    }
  },
  GREATER("greater") {
    @Override
    public float apply(float a, float b) {
      return a > b ? 1 : 0;
    }
  },
  GREATER_OR_EQUAL("greaterOrEqual") {
    @Override
    public float apply(float a, float b) {
      return a >= b ? 1 : 0;
    }
  },
  LESS("less") {
    @Override
    public float apply(float a, float b) {
      return a < b ? 1 : 0;
    }
  },
  LESS_OR_EQUAL("lessOrEqual") {
    @Override
    public float apply(float a, float b) {
      return a <= b ? 1 : 0;
    }
  },
  EQUAL("equalTo") {
    @Override
    public float apply(float a, float b) {
      return a == b ? 1 : 0;
    }
  },
  NOT_EQUAL("notEqualTo") {
    @Override
    public float apply(float a, float b) {
      return a != b ? 1 : 0;
    }
  },
  /** The first to the power of the second. */
  POWER("pow") {
    @Override
    public float apply(float a, float b) {
      return (float) StrictMath.pow(a, b);
    }
  },
  /** The first where the second is above 0, else 0. */
  WHERE_POSITIVE("wherePositive") {
    @Override
    public float apply(float a, float b) {
      return b > 0 ? a : 0;
    }
  };

  private final String label;

  BinaryOp(String label) {
    this.label = label;
  }

  public abstract float apply(float a, float b);

  /** The name users call it by, for errors and graphs. */
  public String label() {
    return label;
  }
}
