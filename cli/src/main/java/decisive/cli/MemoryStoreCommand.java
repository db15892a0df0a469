package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.memory.Message;
import decisive.memory.encode.Encoder;
import decisive.memory.store.StoreWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code decisive memory store}: messages into the file. Each batch has one wait for the disk: of
 * the command line all messages are one, of standard input what is there, as far as it fits. So a
 * slow writer's lines are kept as they come, and a fast one's together.
 */
final class MemoryStoreCommand implements Command {
  private static final int MOST_OF_A_BATCH = 1 << 16;
  private static final long SECOND = 1_000_000_000;

  @Parameter(description = "FILE MESSAGE… | FILE -")
  private List<String> words = new ArrayList<>();

  @Override
  public String name() {
    return "memory store";
  }

  @Override
  public String summary() {
    return "stores messages in a memory's file; they are on the disk when it reports so";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive memory store words.mem computer absolute",
        "decisive memory store words.mem - < words8.txt",
        "decisive memory store codes.mem 3,17,0,255,41,7,99,120",
        "tail -n +2 people.csv | decisive memory store people.mem -");
  }

  @Override
  public int run(Console console) throws IOException {
    FileAndTexts texts = FileAndTexts.of(words, "messages");
    try (StoreWriter store = StoredMemory.write(texts.file())) {
      Encoder<?> encoder = StoredMemory.encoder(store);
      long before = store.count();
      if (texts.fromInput()) {
        storeInput(encoder, store, console);
      } else {
        List<Message> messages = new ArrayList<>();
        texts.forEach(text -> messages.add(message(encoder, text)));
        store.append(messages);
      }
      console
          .out()
          .printf(
              Locale.ROOT,
              "stored %d, %s now has %d messages%n",
              store.count() - before,
              texts.file(),
              store.count());
    }
    return ExitCode.SUCCESS;
  }

  private static <T> Message message(Encoder<T> encoder, String text) {
    return encoder.encode(encoder.parse(text));
  }

  private static void storeInput(Encoder<?> encoder, StoreWriter store, Console console)
      throws IOException {
    long before = store.count();
    List<Message> batch = new ArrayList<>();
    long reported = System.nanoTime();
    try (TextLines lines = FileAndTexts.input()) {
      try {
        for (String line = lines.next(); line != null; line = lines.next()) {
          batch.add(message(encoder, line));
          if (batch.size() == MOST_OF_A_BATCH || !lines.ready()) {
            store.append(batch);
            batch.clear();
            if (System.nanoTime() - reported > SECOND) {
              reported = System.nanoTime();
              console.err().println(store.count() - before + " messages are on the disk");
            }
          }
        }
      } catch (IllegalArgumentException bad) {
        store.append(batch);
        long good = store.count() - before;
        throw new IllegalArgumentException(
            "line "
                + lines.number()
                + ": "
                + bad.getMessage()
                + "; "
                + (good == 1 ? "the line before it is" : "the " + good + " lines before it are")
                + " stored",
            bad);
      }
    }
    store.append(batch);
  }
}
