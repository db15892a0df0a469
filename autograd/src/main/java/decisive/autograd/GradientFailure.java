package decisive.autograd;

import decisive.tensor.Tensor;
import java.util.StringJoiner;

/** The message of a failed gradient check: everything needed to repeat and debug it. */
final class GradientFailure {
  /** Elements of a tensor that are printed. */
  private static final int SHOWN = 12;

  private final StringBuilder text = new StringBuilder();

  GradientFailure(String name, long seed) {
    text.append("gradient check of ").append(name).append(" failed, seed ").append(seed);
  }

  GradientFailure derivative(int argument, int direction, GradientCheck.Difference difference) {
    line("argument " + argument + ", direction " + direction);
    line("derivative received " + difference.received() + " (from backward)");
    line("derivative expected " + difference.expected() + " (" + difference.method() + ")");
    double distance = Math.abs(difference.received() - difference.expected());
    line("difference " + distance + ", tolerance " + difference.tolerance());
    return this;
  }

  GradientFailure tensors(Tensor[] arguments, Tensor direction, Tensor weighting) {
    for (int i = 0; i < arguments.length; i++) {
      line("argument " + i + " " + show(arguments[i]));
    }
    line("direction v " + show(direction));
    line("weighting u of the result " + show(weighting));
    return this;
  }

  GradientFailure worst(String worst) {
    line("worst by itself: " + worst);
    return this;
  }

  AssertionError error() {
    return new AssertionError(text.toString());
  }

  private void line(String line) {
    text.append("\n  ").append(line);
  }

  private static String show(Tensor x) {
    StringJoiner values = new StringJoiner(", ", x.shape() + ": ", "");
    for (int i = 0; i < Math.min(SHOWN, x.size()); i++) {
      values.add(Float.toString(x.data()[i]));
    }
    return values + (x.size() > SHOWN ? ", … " + x.size() + " in all" : "");
  }
}
