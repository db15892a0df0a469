import decisive.tutorials.exercise.laws.MultiplicationsLaws;

/** A solution of exercise 17. */
public class Multiplications implements MultiplicationsLaws.Contract {
  @Override
  public long multiplications(
      int inputs, int groupSize, int outputs, int size, int height, int width) {
    return (long) height * width * outputs * size * size * (inputs / groupSize);
  }
}
