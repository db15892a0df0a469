package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.experiments.report.TextTable;
import decisive.experiments.words.WordCompletion;
import decisive.memory.encode.EncodedMemory;
import decisive.memory.encode.Encoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** {@code decisive memory words}: which words can a memory complete, by encoding? */
final class MemoryWordsCommand implements Command {
  private static final int SHOWN = 5;

  @Parameter(description = "[QUERY…]")
  private List<String> queries = new ArrayList<>();

  @Parameter(names = "--words", description = "stored in a memory: one column each", order = 1)
  private List<Integer> counts = List.of(100, 300, 1000, 3000);

  @Parameter(names = "--hidden", description = "letters hidden of each word", order = 2)
  private int hidden = 2;

  @Parameter(names = "--memories", description = "each with words of its own", order = 3)
  private int memories = 4;

  @Parameter(names = "--probes", description = "words asked of each memory", order = 4)
  private int probes = 100;

  @Parameter(names = "--seed", description = "of every random choice", order = 5)
  private long seed = 3;

  @Override
  public String name() {
    return "memory words";
  }

  @Override
  public String summary() {
    return "shows which words a memory can complete, by the way they are encoded";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive memory words",
        "decisive memory words --hidden 3 --words 100,1000",
        "decisive memory words \"co?p?ter\"");
  }

  @Override
  public int run(Console console) throws IOException {
    if (queries.isEmpty()) {
      console.out().print(shares());
      return ExitCode.SUCCESS;
    }
    for (String query : queries) {
      console.out().print(answers(query));
    }
    return ExitCode.SUCCESS;
  }

  /** The share of words completed, a row an encoding. */
  private String shares() {
    List<String> head = new ArrayList<>(List.of("encoding", "memory"));
    counts.forEach(words -> head.add(words + " words"));
    TextTable table = new TextTable(head);
    try {
      WordCompletion experiment = new WordCompletion(hidden, memories, probes, seed);
      for (String name : WordCompletion.ENCODERS) {
        Encoder<String> encoder = encoder(name);
        long bits = new EncodedMemory<>(encoder).memory().bits();
        table.add(
            row(
                name,
                kibibytes(bits),
                words -> percent(experiment.completed(encoder, words, true))));
      }
      table.add(row("best possible", "–", words -> percent(experiment.possible(words))));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
    return table.toString();
  }

  private List<String> row(String name, String memory, IntFunction<String> cell) {
    List<String> row = new ArrayList<>(List.of(name, memory));
    counts.forEach(words -> row.add(cell.apply(words)));
    return row;
  }

  /** What each encoding answers when it holds all the common words. */
  private static String answers(String query) {
    TextTable table = new TextTable(List.of(Printable.line(query), "answers", "such as"));
    for (String name : WordCompletion.ENCODERS) {
      EncodedMemory<String> memory = new EncodedMemory<>(encoder(name));
      memory
          .memory()
          .storeAll(WordCompletion.all().stream().map(memory.encoder()::encode).toList());
      List<String> values = memory.complete(query).values();
      List<String> shown = values.stream().sorted().limit(SHOWN).toList();
      table.add(List.of(name, String.valueOf(values.size()), String.join(" ", shown)));
    }
    return table.toString();
  }

  @SuppressWarnings("unchecked") // names of words make encoders of strings
  private static Encoder<String> encoder(String name) {
    return (Encoder<String>) Encoder.named(name);
  }

  private static String percent(WordCompletion.Share share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share.value());
  }

  private static String kibibytes(long bits) {
    return String.format(Locale.ROOT, "%,d KiB", bits / 8 / 1024);
  }
}
