import decisive.tutorials.exercise.laws.HopfieldUpdateLaws;

/** A solution of exercise 5. */
public class HopfieldUpdate implements HopfieldUpdateLaws.Contract {
  @Override
  public int update(double[][] weights, int[] state, int unit) {
    double field = 0;
    for (int j = 0; j < state.length; j++) {
      field += weights[unit][j] * state[j];
    }
    return field == 0 ? state[unit] : field > 0 ? 1 : -1;
  }
}
