package decisive.tutorials;

import decisive.datasets.Digits;
import decisive.datasets.ImageDataset;
import decisive.datasets.Split;
import decisive.memory.Clusters;
import decisive.memory.HeteroMemory;
import decisive.memory.Message;
import decisive.memory.Recall;
import java.io.PrintStream;
import java.util.Locale;

/** The classic memory stores the same digits, one write each, and does not see what they share. */
public final class FirstMemory {
  private FirstMemory() {}

  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    Split data = Digits.load().split(0.8, 42);
    ImageDataset train = data.train();
    ImageDataset test = data.test();

    HeteroMemory memory =
        new HeteroMemory(
            Clusters.uniform(64, 17), // a cluster a pixel, a fanal a grey level
            Clusters.uniform(1, 10)); // one cluster of ten classes
    for (int i = 0; i < train.size(); i++) {
      memory.store(Message.of(train.greyLevels(i, 17)), Message.of(train.label(i)));
    }

    double right = 0;
    for (int i = 0; i < test.size(); i++) {
      Recall recall = memory.retrieve(Message.of(test.greyLevels(i, 17)));
      right += recall.share(0, test.label(i)); // 1/n if it is one of n winners
    }
    out.printf(
        Locale.ROOT,
        "%.1f %% with %,d of %,d connections in use%n",
        100 * right / test.size(),
        memory.edges(),
        memory.bits());
  }
}
