package decisive.memory.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.tensor.io.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a store refuses, and what it does when the disk does. */
class MemoryStoreTest {
  private static final Clusters CLUSTERS = Clusters.uniform(3, 10);
  private static final Message A = Message.of(1, 2, 3);
  private static final Message B = Message.of(9, 0, 4);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("m.mem");
  }

  @Test
  void whatCannotBeCreated() throws IOException {
    assertSays(
        "its directory does not exist; create it first",
        NoSuchFileException.class,
        () -> MemoryStore.create(directory.resolve("no/m.mem"), CLUSTERS, ""));
    assertSays(
        "have no edges",
        IllegalArgumentException.class,
        () -> MemoryStore.create(file, Clusters.uniform(1, 8), ""));
    assertSays(
        "takes 65537 bytes; 65536 are allowed",
        IllegalArgumentException.class,
        () -> MemoryStore.create(file, CLUSTERS, "x".repeat(65537)));
    assertSays(
        "half a surrogate pair",
        IllegalArgumentException.class,
        () -> MemoryStore.create(file, CLUSTERS, "\uD800"));
    assertEquals(0, directory.toFile().list().length);
    Files.writeString(file, "precious");
    assertSays(
        "is there already",
        FileAlreadyExistsException.class,
        () -> MemoryStore.create(file, CLUSTERS, ""));
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void whatCannotBeOpened() throws IOException {
    assertSays("there is no such memory", NoSuchFileException.class, () -> MemoryStore.open(file));
    assertSays("there is no such memory", NoSuchFileException.class, () -> MemoryStore.read(file));
    assertEquals(0, directory.toFile().list().length);
    assertSays("is not a file", FileSystemException.class, () -> MemoryStore.read(directory));
    Files.writeString(file, "precious");
    assertSays("not the file of a memory", FormatException.class, () -> MemoryStore.open(file));
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void aBadMessageIsNamedAndNothingStored() throws IOException {
    try (MemoryStore store = MemoryStore.create(file, CLUSTERS, "")) {
      long size = Files.size(file);
      assertSays(
          "append: message 1, cluster 2: symbol 10 is out of range; with 10 fanals its symbols are"
              + " 0 to 9",
          IllegalArgumentException.class,
          () -> store.append(A, Message.of(0, 0, 10)));
      assertSays(
          "append: message 0 has length 2, the store has 3 clusters of 10 fanals: give 3 symbols",
          IllegalArgumentException.class,
          () -> store.append(Message.of(0, 0)));
      assertSays(
          "append: message 0 [1, ?, 3] has erased clusters",
          IllegalArgumentException.class,
          () -> store.append(A.erase(1)));
      store.append();
      assertEquals(size, Files.size(file));
      assertEquals(0, store.count());
      assertFalse(store.memory().contains(A));
    }
  }

  @Test
  void oneWriterAndAnyReaders() throws IOException {
    try (MemoryStore store = MemoryStore.create(file, CLUSTERS, "")) {
      Path link = Files.createSymbolicLink(directory.resolve("link"), file);
      for (Path name : List.of(file, link, directory.resolve("../" + dirName() + "/m.mem"))) {
        assertSays(
            "is open for writing in this program; close it there first",
            FileSystemException.class,
            () -> MemoryStore.open(name));
      }
      store.append(A);
      MemoryStore reader = MemoryStore.read(file);
      store.append(B);
      assertEquals(1, reader.count());
      assertFalse(reader.memory().contains(B));
      store.compact();
      assertThrows(FileSystemException.class, () -> MemoryStore.open(file));
      assertSays(
          "was opened for reading; use MemoryStore.open",
          IllegalStateException.class,
          () -> reader.append(B));
      assertThrows(IllegalStateException.class, reader::compact);
      assertThrows(IllegalStateException.class, () -> reader.forget(List.of(A)));
      reader.close();
    }
    try (MemoryStore store = MemoryStore.open(file)) {
      assertEquals(2, store.count());
    }
  }

  private Path dirName() {
    return directory.getFileName();
  }

  @Test
  void aClosedStoreCanBeAskedButNotWritten() throws IOException {
    MemoryStore store = MemoryStore.create(file, CLUSTERS, "");
    store.append(A);
    store.close();
    store.close();
    assertSays("is closed; open it again", IllegalStateException.class, () -> store.append(B));
    assertSays("is closed; open it again", IllegalStateException.class, store::compact);
    assertTrue(store.memory().contains(A));
  }

  @Test
  void aNewerVersionIsNotRead() throws IOException {
    MemoryStore.create(file, CLUSTERS, "").close();
    byte[] bytes = Files.readAllBytes(file);
    bytes[8] = 2;
    Files.write(file, bytes);
    for (Executable opening :
        List.<Executable>of(() -> MemoryStore.open(file), () -> MemoryStore.read(file))) {
      assertSays(
          "at byte 8: the format's version is 2, this program knows version 1; open it with a"
              + " newer program",
          FormatException.class,
          opening);
    }
  }

  /** A header with a correct checksum, of clusters nobody could store. */
  @Test
  void absurdSizesTakeNoHeap() throws IOException {
    Files.write(file, header(3, 700_000, 700_000, 700_000));
    assertSays("longs an array holds", FormatException.class, () -> MemoryStore.read(file));
    assertSays(
        "takes 2 MiB, this program may use 1 MiB; start Java with a larger -Xmx",
        FormatException.class,
        () ->
            new Loading(file, 1 << 20)
                .of(new StoreHeader(Clusters.uniform(2, 3 * 1024), ""))
                .accept(A));
    Files.write(file, header(2, Integer.MAX_VALUE, 7));
    assertSays("more than an array holds", FormatException.class, () -> MemoryStore.read(file));
    Files.write(file, header(2, 7, -1));
    assertSays("every cluster has at least 1", FormatException.class, () -> MemoryStore.read(file));
    Files.write(file, header(500_000_000, 7));
    assertSays("cannot be 500000000 clusters", FormatException.class, () -> MemoryStore.read(file));
    Files.write(file, header(46_341, 7));
    assertSays("ends within its header", FormatException.class, () -> MemoryStore.read(file));
    Files.write(file, header(46_342, 7));
    assertSays("cannot be 46342 clusters", FormatException.class, () -> MemoryStore.read(file));
    Files.write(file, header(1, 7));
    assertSays("cannot be 1 clusters", FormatException.class, () -> MemoryStore.read(file));
  }

  private static byte[] header(int clusters, int... fanals) {
    byte[] bytes = new byte[24 + 4 * fanals.length];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {(byte) 0x89, 'D', 'M', 'E', 'M', '\r', '\n', 0x1a});
    out.putInt(1).putInt(clusters).putInt(0);
    for (int size : fanals) {
      out.putInt(size);
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    out.putInt((int) crc.getValue());
    return bytes;
  }

  @Test
  void aReadOnlyFileIsReadButNotWritten() throws IOException {
    try (MemoryStore store = MemoryStore.create(file, CLUSTERS, "")) {
      store.append(A);
    }
    assertTrue(file.toFile().setWritable(false));
    try (MemoryStore reader = MemoryStore.read(file)) {
      assertTrue(reader.memory().contains(A));
    }
    assumeFalse(Files.isWritable(file), "this user may write everything");
    assertSays("m.mem", FileSystemException.class, () -> MemoryStore.open(file));
    assertSays("m.mem", FileSystemException.class, () -> MemoryStore.open(file));
  }

  @Test
  void anInterruptedAppendIsNotAcknowledged() throws IOException {
    try (MemoryStore store = MemoryStore.create(file, CLUSTERS, "")) {
      Thread.currentThread().interrupt();
      try {
        assertThrows(IOException.class, () -> store.append(A));
      } finally {
        assertTrue(Thread.interrupted());
      }
      assertThrows(IllegalStateException.class, () -> store.append(A));
    }
    try (MemoryStore store = MemoryStore.open(file)) {
      store.append(B);
      assertTrue(store.memory().contains(B));
    }
  }

  /** They are stored in chunks: the last of a full one, and what follows, differ. */
  @Test
  void moreMessagesThanAChunkAreLoaded() throws IOException {
    List<Message> messages = new ArrayList<>(Collections.nCopies((1 << 16) - 1, A));
    messages.add(B);
    messages.add(Message.of(5, 5, 5));
    try (StoreWriter writer = StoreWriter.create(file, CLUSTERS, "")) {
      writer.append(messages);
    }
    try (MemoryStore store = MemoryStore.read(file)) {
      assertEquals(messages.size(), store.count());
      assertEquals(9, store.memory().edges());
      assertTrue(store.memory().contains(B));
    }
  }

  /** As many files as it opens show a beginning of whole batches, in their order. */
  @Test
  void readersBesideAWriterSeeWholeBatches() throws Exception {
    Clusters clusters = Clusters.uniform(4, 200);
    List<Message> all = StoreFiles.random(clusters, 20 * 300, new SplittableRandom(4));
    MemoryStore.create(file, clusters, "").close();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              try (StoreWriter writer = StoreWriter.open(file)) {
                for (int k = 0; k < all.size(); k += 20) {
                  writer.append(all.subList(k, k + 20));
                }
              } catch (IOException failure) {
                throw new UncheckedIOException(failure);
              }
            });
    long before = 0;
    boolean last;
    do {
      last = writing.isDone();
      try (MemoryStore reader = MemoryStore.read(file)) {
        long found = reader.count();
        assertTrue(found % 20 == 0 && found >= before, before + " then " + found);
        assertTrue(all.subList(0, (int) found).stream().allMatch(reader.memory()::contains));
        before = found;
      }
    } while (!last);
    writing.get();
    assertEquals(all, StoreFiles.messages(file));
  }

  /** The writer alone does what the store does. */
  @Test
  void aWriterHoldsNoMemoryButChecksTheFile() throws IOException {
    try (StoreWriter writer = StoreWriter.create(file, CLUSTERS, "three")) {
      writer.append(A, B, A);
      assertSays(
          "append: message 0 has length 1",
          IllegalArgumentException.class,
          () -> writer.append(Message.of(1)));
      assertEquals("writer of " + file.toRealPath() + ": 3 messages of " + CLUSTERS, "" + writer);
    }
    try (StoreWriter writer = StoreWriter.open(file)) {
      assertEquals(3, writer.count());
      assertEquals("three", writer.description());
      assertEquals(CLUSTERS, writer.clusters());
      assertSays(
          "is open for writing in this program",
          FileSystemException.class,
          () -> MemoryStore.open(file));
      writer.compact();
      writer.append(B);
      writer.forget(List.of(A));
      assertSays(
          "forget: [1, 2, 3] is not in",
          IllegalArgumentException.class,
          () -> writer.forget(List.of(A)));
      assertEquals(1, writer.count());
    }
    assertEquals(List.of(B), StoreFiles.messages(file));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 7));
    try (StoreWriter writer = StoreWriter.open(file)) {
      assertEquals(7, writer.torn());
    }
    assertArrayEquals(bytes, Files.readAllBytes(file));
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, damaged);
      String expected =
          assertThrows(FormatException.class, () -> MemoryStore.open(file)).getMessage();
      assertEquals(
          expected, assertThrows(FormatException.class, () -> StoreWriter.open(file)).getMessage());
    }
  }

  /** The example of the documented format, byte by byte. */
  @Test
  void theBytesAreThoseOfTheDocumentedFormat() throws IOException {
    try (MemoryStore store = MemoryStore.create(file, Clusters.ofSizes(5, 256, 1), "é")) {
      store.append(Message.of(4, 255, 0), Message.of(1, 2, 0));
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(20 + 12 + 2 + 4 + 28 + 4 + 4, bytes.limit());
    assertEquals(3, bytes.getInt(12));
    assertEquals(2, bytes.getInt(16));
    assertEquals(256, bytes.getInt(24));
    assertEquals(0x48435442, bytes.getInt(38)); // BTCH
    assertEquals(0, bytes.getLong(42));
    assertEquals(2, bytes.getInt(50));
    assertEquals(4, bytes.getLong(54));
    assertEquals(4 | 255 << 3, bytes.getShort(66));
    assertEquals(1 | 2 << 3, bytes.getShort(68));
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), 38, 32);
    assertEquals((int) crc.getValue(), bytes.getInt(70));
  }

  private static void assertSays(
      String part, Class<? extends Exception> type, Executable executable) {
    String message = assertThrows(type, executable).getMessage();
    assertTrue(message.contains(part), message);
  }
}
