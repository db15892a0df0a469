import decisive.tutorials.exercise.laws.ConvolutionLaws;

/** A solution of exercise 15. */
public class Convolution implements ConvolutionLaws.Contract {
  @Override
  public float[][] convolve(float[][] x, float[][] kernel, int stride, int padding) {
    int rows = (x.length + 2 * padding - kernel.length) / stride + 1;
    int columns = (x[0].length + 2 * padding - kernel[0].length) / stride + 1;
    float[][] y = new float[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int u = 0; u < kernel.length; u++) {
          for (int v = 0; v < kernel[u].length; v++) {
            int row = i * stride + u - padding;
            int column = j * stride + v - padding;
            if (row >= 0 && row < x.length && column >= 0 && column < x[0].length) {
              y[i][j] += kernel[u][v] * x[row][column];
            }
          }
        }
      }
    }
    return y;
  }
}
