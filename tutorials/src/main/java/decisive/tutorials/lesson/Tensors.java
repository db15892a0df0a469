package decisive.tutorials.lesson;

import decisive.experiments.chart.HeatMapChart;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Lesson 4: shapes, broadcasting, and why channels are last. */
public final class Tensors implements Lesson {
  @Override
  public int number() {
    return 4;
  }

  @Override
  public String title() {
    return "Tensors";
  }

  @Override
  public int minutesToRead() {
    return 8;
  }

  @Override
  public int secondsToRun() {
    return 1;
  }

  @Override
  public void run(Blackboard board) throws IOException {
    shapes(board);
    broadcasting(board);
    channelsLast(board);
  }

  private static void shapes(Blackboard board) {
    Tensor a = Tensor.matrix(new float[] {1, 2, 3}, new float[] {4, 5, 6});
    board.write("a %s", a.shape());
    board.write("its numbers in order %s", Arrays.toString(a.data()));
    board.write("a transposed %s", a.transpose().shape());
    board.write("a · aᵀ %s", Arrays.toString(a.matmul(a.transpose()).data()));
    board.write("sums along axis 1 %s", Arrays.toString(a.sum(1).data()));
  }

  private static void broadcasting(Blackboard board) throws IOException {
    Tensor column = Tensor.of(new float[] {0, 10, 20}, 3, 1);
    Tensor row = Tensor.vector(1, 2, 3, 4);
    Tensor sum = column.add(row);
    board.write("[3, 1] + [4] gives %s", sum.shape());
    try {
      Tensor.zeros(2, 3).add(Tensor.zeros(4));
    } catch (ShapeException e) {
      board.write("%s", e.getMessage());
    }
    double[][] cells = new double[3][4];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        cells[i][j] = sum.get(i, j);
      }
    }
    board.draw(
        HeatMapChart.of(
            "lesson-04-broadcast",
            "A column plus a row",
            "The column of 0, 10, 20 and the row of 1 to 4 are both stretched to 3 by 4.",
            "the row",
            List.of("0", "10", "20"),
            List.of("1", "2", "3", "4"),
            cells));
  }

  private static void channelsLast(Blackboard board) {
    Tensor image = Tensor.range(2 * 2 * 3).reshape(1, 2, 2, 3); // one image, 2×2, three channels
    Tensor pixel = image.select(0, 0).select(0, 1).select(0, 0);
    board.write("the pixel in row 1, column 0: %s", Arrays.toString(pixel.data()));
    Tensor weight = Tensor.ones(1, 1, 3, 2); // 1×1, from three maps to two
    Tensor convolved = image.conv2d(weight, 1, 0);
    Tensor multiplied = image.reshape(4, 3).matmul(weight.reshape(3, 2));
    board.write("a 1×1 convolution %s", Arrays.toString(convolved.data()));
    board.write("a matrix product  %s", Arrays.toString(multiplied.data()));
  }
}
