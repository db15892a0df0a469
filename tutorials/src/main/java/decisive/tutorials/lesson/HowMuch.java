package decisive.tutorials.lesson;

import decisive.experiments.chart.SweepChart;
import decisive.memory.AmariMemory;
import decisive.memory.AssociativeMemory;
import decisive.memory.CliqueMemory;
import decisive.memory.CliqueTheory;
import decisive.memory.Clusters;
import decisive.memory.HopfieldMemory;
import decisive.memory.HopfieldRule;
import decisive.memory.Message;
import decisive.memory.Recall;
import decisive.memory.WillshawMemory;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Lesson 2: density, error, and four memories of the same size. */
public final class HowMuch implements Lesson {
  @Override
  public int number() {
    return 2;
  }

  @Override
  public String title() {
    return "How much can it hold?";
  }

  @Override
  public int minutesToRead() {
    return 9;
  }

  @Override
  public int secondsToRun() {
    return 10;
  }

  @Override
  public void run(Blackboard board) throws IOException {
    density(board);
    compare(board);
  }

  /** A message of which every symbol is drawn by itself. */
  private static Message random(Clusters clusters, Generator generator) {
    int[] symbols = new int[clusters.count()];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = generator.nextInt(clusters.fanals(i));
    }
    return Message.of(symbols);
  }

  private static void density(Blackboard board) {
    Clusters clusters = Clusters.uniform(4, 64);
    CliqueTheory theory = new CliqueTheory(clusters);
    CliqueMemory memory = new CliqueMemory(clusters);
    Generator generator = new Generator(1);
    List<Message> stored = new ArrayList<>();
    for (int target : List.of(250, 500, 1000, 2000, 4000)) {
      while (stored.size() < target) {
        stored.add(random(clusters, generator));
        memory.store(stored.get(stored.size() - 1));
      }
      int wrong = 0;
      for (Message message : stored.subList(0, 250)) {
        wrong += memory.retrieve(message.erase(0)).unique() ? 0 : 1;
      }
      board.write(
          "M = %,5d  density %.3f (theory %.3f)  error %.3f (theory %.3f)",
          target,
          memory.density(),
          theory.density(target),
          wrong / 250.0,
          theory.correctedError(target, 1));
    }
  }

  private static void compare(Blackboard board) throws IOException {
    Clusters clusters = Clusters.uniform(8, 32); // 256 units, 8 of them active
    Map<String, Supplier<AssociativeMemory>> models = new LinkedHashMap<>();
    models.put("cliques", () -> new CliqueMemory(clusters));
    models.put("Willshaw", () -> new WillshawMemory(clusters));
    models.put("Amari", () -> new AmariMemory(clusters));
    models.put("Hopfield", () -> new HopfieldMemory(256, HopfieldRule.HEBB));
    List<SweepChart.Curve> curves = new ArrayList<>();
    for (Map.Entry<String, Supplier<AssociativeMemory>> model : models.entrySet()) {
      List<SweepChart.Value> values = new ArrayList<>();
      StringBuilder line = new StringBuilder();
      for (int count : List.of(10, 20, 50, 100, 200, 500)) {
        double percent = recalled(model.getValue().get(), count);
        values.add(new SweepChart.Value(count, percent, Double.NaN));
        line.append(String.format(Locale.ROOT, "%4.0f", percent));
      }
      board.write("%-9s%s", model.getKey(), line);
      curves.add(new SweepChart.Curve(model.getKey(), values));
    }
    board.draw(
        SweepChart.of(
            "lesson-02-memories",
            "Messages recalled from half of themselves, 256 units",
            "Of each memory the share of messages that come back whole.",
            "messages stored (logarithmic)",
            "recalled, %",
            curves));
  }

  /** Stores random messages, erases half of each, and counts those that come back whole. */
  private static double recalled(AssociativeMemory memory, int count) {
    Generator generator = new Generator(2);
    List<Message> stored = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stored.add(random(memory.clusters(), generator));
      memory.store(stored.get(i));
    }
    int correct = 0;
    for (Message message : stored) {
      Message half = message;
      for (int i = 0; i < message.length() / 2; i++) {
        half = half.erase(i);
      }
      Recall recall = memory.retrieve(half);
      correct += recall.unique() && recall.message().equals(message) ? 1 : 0;
    }
    return 100.0 * correct / count;
  }
}
