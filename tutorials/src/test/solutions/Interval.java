import decisive.tutorials.exercise.laws.IntervalLaws;

/** A solution of exercise 26. */
public class Interval implements IntervalLaws.Contract {
  @Override
  public double halfWidth(double[] values, double t) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double std = Math.sqrt(squares / (values.length - 1));
    return t * std / Math.sqrt(values.length);
  }
}
