package decisive.memory.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.Clusters;
import decisive.memory.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a store forces what it wrote to the disk, and what it says when the disk fails. */
class DiskTest {
  private static final Clusters CLUSTERS = Clusters.uniform(3, 10);
  private static final Message A = Message.of(1, 2, 3);
  private static final Message B = Message.of(9, 0, 4);

  @TempDir Path directory;
  private Path file;
  private ObservedChannel channel;

  @BeforeEach
  void oneMessage() throws IOException {
    file = directory.resolve("m.mem");
    try (MemoryStore store = MemoryStore.create(file, CLUSTERS, "")) {
      store.append(A);
    }
  }

  private ObservedChannel observed(Path path) throws IOException {
    channel = new ObservedChannel(Opening.REAL.open(path));
    return channel;
  }

  @Test
  void aBatchIsForcedBeforeItIsAcknowledged() throws IOException {
    try (MemoryStore store = MemoryStore.open(file, this::observed)) {
      channel.events.clear();
      store.append(B);
      assertEquals(List.of("write 34", "force"), channel.events);
    }
  }

  /** A batch may be whole there that its writer could not force before it was killed. */
  @Test
  void whatIsFoundIsForcedBeforeItCounts() throws IOException {
    MemoryStore.open(file, this::observed).close();
    assertEquals(List.of("force"), channel.events);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) + 5));
    MemoryStore.open(file, this::observed).close();
    assertEquals(List.of("truncate", "force"), channel.events);
  }

  /** After compaction it is the new file that is forced. */
  @Test
  void aBatchAfterACompactionIsForced() throws IOException {
    try (MemoryStore store = MemoryStore.open(file, this::observed)) {
      ObservedChannel before = channel;
      store.compact();
      before.events.clear();
      store.append(B);
      assertEquals(List.of("write 34", "force"), channel.events);
      assertEquals(List.of(), before.events);
      assertFalse(before.isOpen());
    }
  }

  @Test
  void aBatchOfSeveralMebibytesIsWrittenAndReadInParts() throws IOException {
    Path large = directory.resolve("large.mem");
    Clusters clusters = Clusters.uniform(64, 2); // 8 bytes a message
    List<Message> messages = StoreFiles.random(clusters, 300_000, new SplittableRandom(1));
    StoreWriter.create(large, clusters, "").close();
    try (MemoryStore store = MemoryStore.open(large, this::observed)) {
      channel.events.clear();
      store.append(messages);
    }
    assertEquals(
        List.of("write 1048576", "write 1048576", "write 302880", "force"), channel.events);
    assertEquals(messages, StoreFiles.messages(large));
  }

  @Test
  void aFullDiskStopsTheStoreUntilReopened() throws IOException {
    assertStopsUntilReopened(
        1,
        path ->
            new ObservedChannel(Opening.REAL.open(path)) {
              @Override
              public int write(ByteBuffer bytes, long at) throws IOException {
                super.write(bytes.limit(bytes.limit() - 1), at);
                throw new IOException("No space left on device");
              }
            });
  }

  @Test
  void aDiskThatFailsToSyncStopsTheStoreUntilReopened() throws IOException {
    assertStopsUntilReopened(
        2, // not acknowledged, but there
        path ->
            new ObservedChannel(Opening.REAL.open(path)) {
              @Override
              public void force(boolean metaData) throws IOException {
                if (!events.isEmpty()) { // opening forces as well
                  throw new IOException("Input/output error");
                }
              }
            });
  }

  /** The system's own message does not name the file. */
  @Test
  void aDiskThatFailsWhileOpeningIsOfTheFile() {
    assertOpeningSays(
        "Input/output error; it could not be read from byte 0 on",
        path ->
            new ObservedChannel(Opening.REAL.open(path)) {
              @Override
              public int read(ByteBuffer into, long at) throws IOException {
                throw new IOException("Input/output error");
              }
            });
    assertOpeningSays(
        "Input/output error; it was not opened for writing, only read it",
        path ->
            new ObservedChannel(Opening.REAL.open(path)) {
              @Override
              public void force(boolean metaData) throws IOException {
                throw new IOException("Input/output error");
              }
            });
  }

  private void assertOpeningSays(String text, Opening failing) {
    assertEquals(
        file + ": " + text,
        assertThrows(FileSystemException.class, () -> MemoryStore.open(file, failing))
            .getMessage());
  }

  private void assertStopsUntilReopened(long found, Opening failing) throws IOException {
    try (MemoryStore store = MemoryStore.open(file, failing)) {
      String message = assertThrows(IOException.class, () -> store.append(B)).getMessage();
      assertTrue(message.startsWith(file + ": "), message);
      assertTrue(message.contains("; the 1 messages stored before are safe"), message);
      for (String operation : List.of("append", "compact")) {
        String refusal =
            assertThrows(
                    IllegalStateException.class,
                    () -> {
                      if (operation.equals("append")) {
                        store.append(B);
                      } else {
                        store.compact();
                      }
                    })
                .getMessage();
        assertTrue(refusal.contains("failed before"), refusal);
      }
      assertEquals(1, store.count());
      assertFalse(store.memory().contains(B));
    }
    try (MemoryStore store = MemoryStore.open(file)) {
      assertEquals(found, store.count());
      assertEquals(found == 1, store.torn() > 0);
      store.append(B);
      assertTrue(store.memory().contains(B));
    }
    assertEquals(found + 1, StoreFiles.messages(file).size());
  }
}
