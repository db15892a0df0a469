package decisive.tutorials.lesson;

import decisive.datasets.Digits;
import decisive.datasets.ImageDataset;
import decisive.datasets.Split;
import decisive.experiments.chart.SweepChart;
import decisive.memory.Clusters;
import decisive.memory.HeteroMemory;
import decisive.memory.Message;
import decisive.memory.Recall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lesson 3: Equation 1 and Algorithm 1 by hand, then digits. */
public final class FromXToY implements Lesson {
  @Override
  public int number() {
    return 3;
  }

  @Override
  public String title() {
    return "From x to y";
  }

  @Override
  public int minutesToRead() {
    return 9;
  }

  @Override
  public int secondsToRun() {
    return 3;
  }

  @Override
  public void run(Blackboard board) throws IOException {
    byHand(board);
    digits(board);
  }

  private static void byHand(Blackboard board) {
    Clusters input = Clusters.uniform(3, 2); // x: three clusters of two fanals
    Clusters output = Clusters.uniform(2, 2); // y: two clusters of two
    HeteroMemory memory = new HeteroMemory(input, output);
    memory.store(Message.of(0, 1, 0), Message.of(0, 1));
    memory.store(Message.of(1, 1, 1), Message.of(1, 0));
    for (int i = 0; i < output.total(); i++) {
      StringBuilder row = new StringBuilder();
      for (int j = 0; j < input.total(); j++) {
        row.append(memory.connected(j, i) ? " 1" : " 0");
      }
      board.write("w%d =%s", i, row);
    }
    Recall recall = memory.retrieve(Message.of(0, 1, 0).erase(2));
    board.write(
        "scores %s %s", Arrays.toString(recall.scores(0)), Arrays.toString(recall.scores(1)));
    board.write("winners %s", recall.message());
  }

  private static HeteroMemory stored(ImageDataset train, int images, int levels) {
    HeteroMemory memory =
        new HeteroMemory(
            Clusters.uniform(64, levels), // a cluster a pixel, a fanal a grey level
            Clusters.uniform(1, 10)); // one cluster of ten classes
    for (int i = 0; i < images; i++) {
      memory.store(Message.of(train.greyLevels(i, levels)), Message.of(train.label(i)));
    }
    return memory;
  }

  private static double percent(HeteroMemory memory, ImageDataset test, int levels) {
    double correct = 0;
    for (int i = 0; i < test.size(); i++) {
      Recall recall = memory.retrieve(Message.of(test.greyLevels(i, levels)));
      correct += recall.share(0, test.label(i)); // 1/n if it is one of n winners
    }
    return 100 * correct / test.size();
  }

  private static void digits(Blackboard board) throws IOException {
    Split data = Digits.load().split(0.8, 42);
    List<SweepChart.Curve> curves = new ArrayList<>();
    for (int levels : List.of(17, 4)) {
      List<SweepChart.Value> values = new ArrayList<>();
      for (int images : List.of(10, 30, 100, 300, 1000, 1437)) {
        HeteroMemory memory = stored(data.train(), images, levels);
        double percent = percent(memory, data.test(), levels);
        values.add(new SweepChart.Value(images, percent, Double.NaN));
        board.write(
            "%2d levels, %,5d images: density %.2f, %.1f %% correct",
            levels, images, memory.density(), percent);
      }
      curves.add(new SweepChart.Curve(levels + " grey levels", values));
    }
    board.draw(
        SweepChart.of(
            "lesson-03-digits",
            "A shallow memory of digits",
            "More images help at first; then everything is connected to everything.",
            "images stored (logarithmic)",
            "accuracy on test images, %",
            curves));
  }
}
