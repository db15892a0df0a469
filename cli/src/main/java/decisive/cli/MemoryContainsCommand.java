package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.memory.encode.EncodedMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code decisive memory contains}: are these messages stored? */
final class MemoryContainsCommand implements Command {
  @Parameter(description = "FILE MESSAGE… | FILE -")
  private List<String> words = new ArrayList<>();

  @Override
  public String name() {
    return "memory contains";
  }

  @Override
  public String summary() {
    return "reports whether messages are stored; exit code 4 if one is not";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive memory contains words.mem computer",
        "decisive memory contains words.mem - < words8.txt");
  }

  @Override
  public int run(Console console) throws IOException {
    FileAndTexts messages = FileAndTexts.of(words, "messages");
    boolean several = messages.fromInput() || messages.texts().size() > 1;
    int[] code = {ExitCode.SUCCESS};
    try (StoredMemory<?> memory = StoredMemory.read(messages.file())) {
      messages.forEach(
          text -> {
            boolean contained = contains(memory.memory(), text);
            String answer = contained ? "yes" : "no";
            console.out().println(several ? Printable.line(text) + "\t" + answer : answer);
            code[0] = contained ? code[0] : ExitCode.NOTHING;
          });
    }
    return code[0];
  }

  private static <T> boolean contains(EncodedMemory<T> memory, String text) {
    return memory.contains(memory.encoder().parse(text));
  }
}
