package decisive.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import decisive.memory.Recall;
import decisive.memory.RetrievalRule;
import decisive.memory.encode.Completion;
import decisive.memory.encode.EncodedMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code decisive memory retrieve}: completes partial messages. */
final class MemoryRetrieveCommand implements Command {
  @Parameter(description = "FILE QUERY… | FILE -")
  private List<String> words = new ArrayList<>();

  @ParametersDelegate private RuleOptions rules = new RuleOptions();

  @Parameter(
      names = "--search",
      description = "most candidates to try in looking for the answers among several; 0 for none",
      order = 5)
  private long search = EncodedMemory.SEARCH;

  @Parameter(
      names = "--steps",
      description = "show the active symbols and their scores after each step",
      order = 6)
  private boolean steps;

  @Parameter(names = "--json", description = "print an object a line for each query", order = 7)
  private boolean json;

  @Override
  public String name() {
    return "memory retrieve";
  }

  @Override
  public String summary() {
    return "completes messages; exit code 3 if several fit, 4 if none does";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive memory retrieve words.mem \"co?p?ter\"",
        "decisive memory retrieve words.mem --json - < queries.txt",
        "decisive memory retrieve codes.mem \"3,?,0,?,41,?,?,120\" --steps",
        "decisive memory retrieve codes.mem 3,17,0,255,41,7,99,12 --rule sum-of-sum");
  }

  @Override
  public int run(Console console) throws IOException {
    FileAndTexts queries = FileAndTexts.of(words, "queries");
    RetrievalRule rule = rules.rule();
    if (search < 0) {
      throw new UsageException("--search " + search + ": want 0 or more");
    }
    int[] code = {ExitCode.SUCCESS};
    try (StoredMemory<?> memory = StoredMemory.read(queries.file())) {
      boolean several = queries.fromInput() || queries.texts().size() > 1;
      queries.forEach(
          query -> {
            Completion.Kind kind = answer(memory.memory(), query, rule, several, console);
            code[0] = Math.max(code[0], code(kind));
          });
    }
    return code[0];
  }

  private <T> Completion.Kind answer(
      EncodedMemory<T> memory, String query, RetrievalRule rule, boolean several, Console console)
      throws IOException {
    CompletionText<T> text = new CompletionText<>(memory.encoder(), query);
    List<Recall> trace = new ArrayList<>();
    Completion<T> answer = memory.complete(query, rule, search, steps ? trace::add : null);
    if (json) {
      console.out().println(text.json(answer, trace));
      return answer.kind();
    }
    trace.forEach(step -> console.out().print(text.step(step)));
    for (String line : text.answers(answer)) {
      console.out().println(several ? Printable.line(query) + "\t" + line : line);
    }
    String note = text.note(answer);
    if (!note.isEmpty()) {
      console.out().flush(); // so that the note follows its answer where both are seen
      console.err().println(note);
    }
    return answer.kind();
  }

  private static int code(Completion.Kind kind) {
    return switch (kind) {
      case UNIQUE -> ExitCode.SUCCESS;
      case AMBIGUOUS -> ExitCode.AMBIGUOUS;
      case NOTHING -> ExitCode.NOTHING;
    };
  }
}
