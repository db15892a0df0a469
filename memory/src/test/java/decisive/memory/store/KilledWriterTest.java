package decisive.memory.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.Message;
import decisive.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer killed at random instants loses nothing it has acknowledged. */
class KilledWriterTest {
  /** {@code -Ddecisive.kills=200} for a longer trial. */
  private static final int KILLS = Integer.getInteger("decisive.kills", 20);

  private static final int SECONDS = 60;

  @TempDir Path directory;

  @Test
  void everyAcknowledgedBatchIsThere() throws Exception {
    Path file = directory.resolve("m.mem");
    MemoryStore.create(file, AppendingChild.CLUSTERS, "").close();
    SplittableRandom random = new SplittableRandom(3);
    long before = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long acknowledged = killAfter(1 + random.nextInt(6), random.nextInt(200_000), file);
      assertTrue(acknowledged > before);
      try (MemoryStore store = MemoryStore.open(file)) {
        assertTrue(store.count() >= acknowledged, store.count() + " of " + acknowledged);
        before = store.count();
      }
      List<Message> messages = StoreFiles.messages(file);
      assertEquals(before, messages.size());
      for (int from = 0; from < before; from += AppendingChild.BATCH) {
        assertEquals(
            AppendingChild.batch(from), messages.subList(from, from + AppendingChild.BATCH));
      }
    }
  }

  /**
   * @param spins how long to go on after the last acknowledgement waited for
   * @return the last count the child printed
   */
  private static long killAfter(int acknowledgements, int spins, Path file) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(ChildJvm.tool("java"), "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.addAll(ChildJvm.classPath());
    command.addAll(List.of(AppendingChild.class.getName(), file.toString()));
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out = child.inputReader()) {
      long last = waitFor(() -> read(out, acknowledgements));
      // The lock of another program, which a failed attempt here must not take away.
      String refusal =
          assertThrows(FileSystemException.class, () -> MemoryStore.open(file)).getMessage();
      assertTrue(refusal.contains("is open for writing in another program"), refusal);
      for (int i = 0; i < spins; i++) {
        Thread.onSpinWait();
      }
      child.toHandle().destroyForcibly(); // unlike the process's own, leaves its output readable
      assertTrue(child.waitFor(SECONDS, TimeUnit.SECONDS));
      return Math.max(last, waitFor(() -> read(out, Integer.MAX_VALUE)));
    } finally {
      child.destroyForcibly();
    }
  }

  /**
   * The last of so many lines, or of all; the digits of a line that was cut are a smaller number.
   */
  private static long read(BufferedReader out, int lines) throws IOException {
    long last = 0;
    String line = null;
    for (int n = 0; n < lines && (line = out.readLine()) != null; n++) {
      long count = Long.parseLong("0" + line);
      last = Math.max(last, count);
    }
    return last;
  }

  private interface Probe {
    long get() throws IOException;
  }

  private static long waitFor(Probe probe) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return probe.get();
              } catch (IOException closed) {
                throw new UncheckedIOException(closed);
              }
            })
        .get(SECONDS, TimeUnit.SECONDS);
  }
}
