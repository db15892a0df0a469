package decisive.tutorials.lesson;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** A number that knows how it was made: all of autograd, for one number at a time. */
public final class Scalar {
  private final double value;
  private final List<Scalar> arguments;
  private final DoubleUnaryOperator[] backward; // from my gradient to each argument's
  private double gradient;

  private Scalar(double value, List<Scalar> arguments, DoubleUnaryOperator... backward) {
    this.value = value;
    this.arguments = arguments;
    this.backward = backward;
  }

  /** A number that nothing made. */
  public static Scalar of(double value) {
    return new Scalar(value, List.of());
  }

  public Scalar add(Scalar b) {
    return new Scalar(value + b.value, List.of(this, b), dy -> dy, dy -> dy);
  }

  public Scalar mul(Scalar b) {
    return new Scalar(value * b.value, List.of(this, b), dy -> dy * b.value, dy -> dy * value);
  }

  public Scalar tanh() {
    double y = StrictMath.tanh(value);
    return new Scalar(y, List.of(this), dy -> dy * (1 - y * y));
  }

  /** Gives every number behind this one the slope of this with respect to it. */
  public void backward() {
    gradient = 1;
    for (Scalar one : laterFirst()) {
      for (int i = 0; i < one.arguments.size(); i++) {
        one.arguments.get(i).gradient += one.backward[i].applyAsDouble(one.gradient);
      }
    }
  }

  /** All numbers behind this one, each before its arguments. */
  private Deque<Scalar> laterFirst() {
    Deque<Scalar> order = new ArrayDeque<>();
    visit(order, new HashSet<>());
    return order;
  }

  private void visit(Deque<Scalar> order, Set<Scalar> seen) {
    if (seen.add(this)) {
      arguments.forEach(argument -> argument.visit(order, seen));
      order.push(this);
    }
  }

  public double value() {
    return value;
  }

  public double gradient() {
    return gradient;
  }
}
