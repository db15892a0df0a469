import decisive.tutorials.exercise.laws.TemperatureLaws;

/** A solution of exercise 20. */
public class Temperature implements TemperatureLaws.Contract {
  @Override
  public double at(double first, double last, double share) {
    return first * Math.pow(last / first, share);
  }
}
