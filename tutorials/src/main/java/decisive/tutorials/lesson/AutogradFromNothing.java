package decisive.tutorials.lesson;

import decisive.autograd.GradientCheck;
import decisive.autograd.Variable;
import decisive.experiments.chart.CurveChart;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Lesson 5: gradients by the chain rule, by hand and by the library. */
public final class AutogradFromNothing implements Lesson {
  @Override
  public int number() {
    return 5;
  }

  @Override
  public String title() {
    return "Autograd from nothing";
  }

  @Override
  public int minutesToRead() {
    return 9;
  }

  @Override
  public int secondsToRun() {
    return 1;
  }

  @Override
  public void run(Blackboard board) throws IOException {
    scalars(board);
    learn(board);
    variables(board);
    check(board);
  }

  private static void scalars(Blackboard board) {
    Scalar a = Scalar.of(2);
    Scalar b = Scalar.of(-3);
    Scalar y = a.mul(b).add(a); // y = a b + a
    y.backward();
    board.write("y = %.0f, dy/da = %.0f, dy/db = %.0f", y.value(), a.gradient(), b.gradient());
  }

  private static void learn(Blackboard board) throws IOException {
    double w = -0.5;
    double[] steps = new double[41];
    double[] losses = new double[41];
    for (int step = 0; step <= 40; step++) {
      Scalar weight = Scalar.of(w);
      Scalar error =
          weight.mul(Scalar.of(0.5)).tanh().add(Scalar.of(-0.6)); // tanh(w x) should be 0.6
      Scalar loss = error.mul(error);
      loss.backward();
      w -= 2 * weight.gradient();
      steps[step] = step;
      losses[step] = loss.value();
    }
    board.write("w = %.3f, loss %.4f → %.6f", w, losses[0], losses[40]);
    board.draw(
        CurveChart.of(
            "lesson-05-descent",
            "One weight learns",
            "The squared error falls at every step against the gradient.",
            "step",
            "loss",
            List.of(new CurveChart.Curve("loss", steps, losses))));
  }

  private static void variables(Blackboard board) {
    Variable a = Variable.parameter(Tensor.matrix(new float[] {1, 2}, new float[] {3, 4}));
    Variable b = Variable.parameter(Tensor.vector(10, 20));
    Variable y = a.mul(b).sum(); // b is broadcast to both rows
    y.backward();
    board.write("da %s", Arrays.toString(a.gradient().data()));
    board.write("db %s", Arrays.toString(b.gradient().data()));
    Variable c = Variable.parameter(Tensor.vector(1, 2));
    c.mul(c.stopGradient()).sum().backward(); // as if the second factor were a constant
    board.write("dc %s", Arrays.toString(c.gradient().data()));
  }

  private static void check(Blackboard board) {
    GradientCheck.of("tanh of a product", in -> in[0].mul(in[1]).tanh())
        .inputs(Shape.of(2, 3), Shape.of(3))
        .check();
    board.write("tanh of a product: checked");
    try {
      GradientCheck.of("stopped", in -> in[0].mul(in[0].stopGradient()))
          .inputs(Shape.of(3))
          .check();
    } catch (AssertionError e) {
      board.write("%s", e.getMessage().lines().findFirst().orElseThrow());
    }
  }
}
