package decisive.tutorials;

import decisive.memory.CliqueMemory;
import decisive.memory.Recall;
import decisive.memory.RetrievalRule;
import decisive.memory.encode.Alphabet;
import decisive.memory.encode.CommonWords;
import decisive.memory.encode.WordEncoder;
import java.io.PrintStream;

/** A clique memory of words completes one of which letters are missing. */
public final class FirstWords {
  private FirstWords() {}

  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    WordEncoder words = WordEncoder.slidingBigrams(8, Alphabet.LATIN);
    CliqueMemory memory = new CliqueMemory(words.clusters());
    for (String word : CommonWords.ofEightLetters()) {
      memory.store(words.encode(word));
    }
    Recall recall = memory.retrieve(words.query("co?p?ter").blurred(), RetrievalRule.unanimity());
    out.println(words.decode(recall.message()).value());
  }
}
