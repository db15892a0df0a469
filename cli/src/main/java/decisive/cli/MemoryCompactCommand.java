package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.memory.store.StoreWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code decisive memory compact}: writes the file anew, each message once. */
final class MemoryCompactCommand implements Command {
  @Parameter(description = "FILE")
  private List<String> words = new ArrayList<>();

  @Override
  public String name() {
    return "memory compact";
  }

  @Override
  public String summary() {
    return "writes a memory's file anew with each message once";
  }

  @Override
  public List<String> examples() {
    return List.of("decisive memory compact words.mem");
  }

  @Override
  public int run(Console console) throws IOException {
    Path file = FileAndTexts.only(words);
    try (StoreWriter store = StoredMemory.write(file)) {
      long messages = store.count();
      long bytes = Files.size(file);
      store.compact();
      console
          .out()
          .printf(
              Locale.ROOT,
              "%s: %d messages in %d bytes, before %d in %d%n",
              file,
              store.count(),
              Files.size(file),
              messages,
              bytes);
    }
    return ExitCode.SUCCESS;
  }
}
