package decisive.tutorials.lesson;

import decisive.experiments.chart.SweepChart;
import decisive.experiments.words.WordCompletion;
import decisive.memory.encode.Alphabet;
import decisive.memory.encode.CommonWords;
import decisive.memory.encode.Completion;
import decisive.memory.encode.EncodedMemory;
import decisive.memory.encode.Encoder;
import decisive.memory.encode.WordEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lesson 1: a memory of words, why it collapses, and how recoding repairs it. */
public final class StoreAndRetrieve implements Lesson {
  @Override
  public int number() {
    return 1;
  }

  @Override
  public String title() {
    return "Store and retrieve";
  }

  @Override
  public int minutesToRead() {
    return 8;
  }

  @Override
  public int secondsToRun() {
    return 5;
  }

  @Override
  public void run(Blackboard board) throws IOException {
    complete(board);
    collapse(board);
    repair(board);
    measure(board);
  }

  private static void complete(Blackboard board) {
    EncodedMemory<String> memory = new EncodedMemory<>(WordEncoder.letters(8, Alphabet.LATIN));
    for (String word : List.of("computer", "elephant", "notebook", "mountain")) {
      memory.store(word);
    }
    Completion<String> answer = memory.complete("co?p?t?r");
    board.write("co?p?t?r: %s %s", answer.kind(), answer.values());
    board.write("contains elephant: %s", memory.contains("elephant"));
    board.write("density: %.4f", memory.memory().density());
  }

  private static void collapse(Blackboard board) {
    EncodedMemory<String> memory = new EncodedMemory<>(WordEncoder.letters(8, Alphabet.LATIN));
    for (String word : CommonWords.ofEightLetters().subList(0, 1000)) {
      memory.store(word);
    }
    Completion<String> answer = memory.complete("co?p?t?r");
    board.write("1,000 words, density %.2f", memory.memory().density());
    board.write("co?p?t?r: %s %s …", answer.kind(), answer.values().subList(0, 4));
  }

  private static void repair(Blackboard board) {
    WordEncoder pairs = WordEncoder.slidingBigrams(8, Alphabet.LATIN);
    EncodedMemory<String> memory = new EncodedMemory<>(pairs);
    for (String word : CommonWords.ofEightLetters().subList(0, 1000)) {
      memory.store(word);
    }
    board.write("clusters: %s", pairs.clusters());
    board.write("density: %.4f", memory.memory().density());
    Completion<String> answer = memory.complete("co?p?t?r");
    board.write("co?p?t?r: %s %s", answer.kind(), answer.values());
  }

  private static void measure(Blackboard board) throws IOException {
    WordCompletion completion = new WordCompletion(2, 2, 50, 1);
    List<SweepChart.Curve> curves = new ArrayList<>();
    for (String name : List.of("words8-letters", "words8-sliding")) {
      @SuppressWarnings("unchecked")
      Encoder<String> encoder = (Encoder<String>) Encoder.named(name);
      List<SweepChart.Value> values = new ArrayList<>();
      for (int words : List.of(30, 100, 300, 1000, 3000)) {
        double percent = 100 * completion.completed(encoder, words, true).value();
        values.add(new SweepChart.Value(words, percent, Double.NaN));
        board.write("%-15s %,5d words: %3.0f %% completed", name, words, percent);
      }
      curves.add(new SweepChart.Curve(name, values));
    }
    board.draw(
        SweepChart.of(
            "lesson-01-words",
            "Words completed of which two letters are hidden",
            "Letters collapse after a hundred words; pairs of letters hold thousands.",
            "words stored (logarithmic)",
            "completed, %",
            curves));
  }
}
