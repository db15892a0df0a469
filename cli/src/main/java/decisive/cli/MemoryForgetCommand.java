package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.memory.Message;
import decisive.memory.encode.EncodedMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code decisive memory forget}: takes messages out of the file, and so out of the memory. */
final class MemoryForgetCommand implements Command {
  @Parameter(description = "FILE MESSAGE… | FILE -")
  private List<String> words = new ArrayList<>();

  @Override
  public String name() {
    return "memory forget";
  }

  @Override
  public String summary() {
    return "forgets messages, all or none: as if they had never been stored";
  }

  @Override
  public List<String> examples() {
    return List.of("decisive memory forget words.mem computer");
  }

  @Override
  public int run(Console console) throws IOException {
    FileAndTexts texts = FileAndTexts.of(words, "messages");
    try (StoredMemory<?> memory = StoredMemory.open(texts.file())) {
      List<Message> messages = new ArrayList<>();
      texts.forEach(text -> messages.add(stored(memory.memory(), text)));
      memory.store().forget(messages);
      console
          .out()
          .printf(
              Locale.ROOT,
              "forgot %d, %s now has %d messages%n",
              messages.size(),
              texts.file(),
              memory.store().count());
    }
    return ExitCode.SUCCESS;
  }

  private static <T> Message stored(EncodedMemory<T> memory, String text) {
    T value = memory.encoder().parse(text);
    if (!memory.contains(value)) {
      throw new IllegalArgumentException(text + " is not stored; nothing was forgotten");
    }
    return memory.encoder().encode(value);
  }
}
