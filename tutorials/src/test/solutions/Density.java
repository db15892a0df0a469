import decisive.tutorials.exercise.laws.DensityLaws;

/** A solution of exercise 4. */
public class Density implements DensityLaws.Contract {
  @Override
  public double density(int fanals, long messages) {
    double free = 1 - 1.0 / fanals / fanals;
    return 1 - Math.pow(free, messages);
  }
}
