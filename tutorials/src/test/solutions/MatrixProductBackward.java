import decisive.tutorials.exercise.laws.MatrixProductBackwardLaws;

/** A solution of exercise 11. */
public class MatrixProductBackward implements MatrixProductBackwardLaws.Contract {
  @Override
  public float[][] ofLeft(float[][] a, float[][] b, float[][] dy) {
    float[][] gradient = new float[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int p = 0; p < b.length; p++) {
        for (int j = 0; j < dy[i].length; j++) {
          gradient[i][p] += dy[i][j] * b[p][j];
        }
      }
    }
    return gradient;
  }

  @Override
  public float[][] ofRight(float[][] a, float[][] b, float[][] dy) {
    float[][] right = new float[b.length][b[0].length];
    for (int p = 0; p < b.length; p++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int i = 0; i < a.length; i++) {
          right[p][j] += a[i][p] * dy[i][j];
        }
      }
    }
    return right;
  }
}
