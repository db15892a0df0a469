import decisive.tutorials.exercise.laws.WinnerCodeLaws;

/** A solution of exercise 23. */
public class WinnerCode implements WinnerCodeLaws.Contract {
  @Override
  public int[] code(float[] features, int k) {
    int[] code = new int[features.length / k];
    for (int g = 0; g < code.length; g++) {
      for (int i = 1; i < k; i++) {
        if (features[g * k + i] > features[g * k + code[g]]) {
          code[g] = i;
        }
      }
    }
    return code;
  }
}
