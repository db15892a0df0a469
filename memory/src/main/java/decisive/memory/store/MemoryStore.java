package decisive.memory.store;

import decisive.memory.CliqueMemory;
import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.tensor.io.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A {@link CliqueMemory} whose messages are kept in a file.
 *
 * <p>A message is on the disk before {@link #append} returns; nothing that was acknowledged so is
 * lost when the program or the machine stops at any instant. Opening finds every acknowledged
 * message, and possibly the batch that was being written, whole; see the package for the format,
 * and for what is repaired and what refused. Who only writes can do without the memory: {@link
 * StoreWriter}.
 *
 * <p>One store at a time may have a file open for writing, on all programs of the machine; any
 * number may read it meanwhile, and see the whole batches that were there when they opened it. A
 * batch that is just being forced to the disk may be among them.
 *
 * <p>Appending, compacting and closing may be done by any thread, one at a time. As with the memory
 * itself, none may retrieve meanwhile.
 */
public final class MemoryStore implements Closeable {
  private final FileIdentity read;
  private final StoreScan scan;

  /** Null in a reader. */
  private final StoreWriter writer;

  /** Another one after {@link #forget}. */
  private volatile CliqueMemory memory;

  private MemoryStore(StoreWriter writer, CliqueMemory memory) {
    this.writer = writer;
    this.memory = memory;
    read = null;
    scan = null;
  }

  private MemoryStore(FileIdentity read, StoreScan scan, CliqueMemory memory) {
    this.read = read;
    this.scan = scan;
    this.memory = memory;
    writer = null;
  }

  /**
   * Makes the file of an empty memory, wholly or not at all, and opens it for writing.
   *
   * @param description anything that tells what the messages mean, such as an encoder's name; may
   *     be empty, 65,536 bytes of UTF-8 at most
   * @throws FileAlreadyExistsException if there is such a file
   * @throws FileSystemException if it cannot be made there
   * @throws IllegalArgumentException if there is no clique memory of these clusters, or the
   *     description is too long
   */
  public static MemoryStore create(Path file, Clusters clusters, String description)
      throws IOException {
    CliqueMemory memory = new CliqueMemory(clusters);
    return new MemoryStore(StoreWriter.create(file, clusters, description), memory);
  }

  /**
   * Opens a file for writing, and cuts off a torn batch at its end.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws FormatException if it is not a memory's, of a newer version, or damaged; it is then as
   *     it was
   * @throws FileSystemException if another store has it open for writing, or writing is not allowed
   */
  public static MemoryStore open(Path file) throws IOException {
    return open(file, Opening.REAL);
  }

  static MemoryStore open(Path file, Opening opening) throws IOException {
    Path real = StoreWriter.real(file);
    Loading loading = new Loading(real);
    StoreWriter writer = StoreWriter.open(real, loading, opening);
    try {
      return new MemoryStore(writer, loading.finish());
    } catch (Throwable failure) {
      writer.close();
      throw failure;
    }
  }

  /**
   * Opens a file for reading: its state of now, whatever a writer does later.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws FormatException if it is not a memory's, of a newer version, or damaged
   */
  public static MemoryStore read(Path file) throws IOException {
    Path real = StoreWriter.real(file);
    try {
      return readOnce(real);
    } catch (FormatException damage) {
      // Or a writer cut a torn batch and wrote another in its place while this read: that is over
      // now, damage is not.
      return readOnce(real);
    }
  }

  private static MemoryStore readOnce(Path real) throws IOException {
    FileIdentity identity = FileIdentity.of(real);
    try (FileChannel channel = FileChannel.open(real, StandardOpenOption.READ)) {
      Loading loading = new Loading(real);
      StoreScan scan = StoreScan.of(real, channel, loading);
      return new MemoryStore(identity, scan, loading.finish());
    }
  }

  /** The clusters of the messages. */
  public Clusters clusters() {
    return writer == null ? scan.header().clusters() : writer.clusters();
  }

  /** The description given at creation. */
  public String description() {
    return writer == null ? scan.header().description() : writer.description();
  }

  /**
   * The memory of all messages of the file. To retrieve from: what is stored in it directly is not
   * in the file. After {@link #forget} it is another one.
   */
  public CliqueMemory memory() {
    return memory;
  }

  /** Number of messages in the file; one appended twice counts twice until {@link #compact}. */
  public long count() {
    return writer == null ? scan.count() : writer.count();
  }

  /**
   * Number of different messages among the {@link #count} of the file. Reads it again, and takes
   * heap for all of them.
   *
   * @throws FileSystemException if there is another file in its place now
   * @throws IOException if it cannot be read any more
   */
  public long distinct() throws IOException {
    if (writer != null) {
      return writer.distinct();
    }
    try (FileChannel channel = FileChannel.open(read.file(), StandardOpenOption.READ)) {
      read.check("read it again"); // after it was opened
      // What others appended since is not this store's.
      return StoreScan.distinct(read.file(), channel, scan.count()).size();
    }
  }

  /**
   * Bytes of a torn batch that opening found after the last whole one: cut off by {@link #open},
   * ignored by {@link #read}; 0 if there was none.
   */
  public long torn() {
    return writer == null ? scan.torn() : writer.torn();
  }

  /** As {@link #append(List)}. */
  public void append(Message... messages) throws IOException {
    append(Arrays.asList(messages));
  }

  /**
   * Stores messages in the file, as one batch that is there wholly or not at all, and then in the
   * memory. They are on the disk when this returns: many messages together cost one wait for it.
   *
   * @param messages complete messages of {@link #clusters()}; none at all do nothing
   * @throws IllegalArgumentException if one cannot be stored, naming its index, or all take more
   *     than 2^28 bytes; then none is
   * @throws FileSystemException if another program has moved, removed, replaced or written the
   *     file; then nothing is written
   * @throws IOException if the disk fails or is full, or the thread is interrupted. The store is
   *     then unusable until reopened, which shows whether the batch is there
   * @throws IllegalStateException if the store is closed, was opened for reading, or has failed
   */
  public synchronized void append(List<Message> messages) throws IOException {
    List<Message> batch = List.copyOf(messages);
    writer("append").append(batch);
    memory.storeAll(batch);
  }

  /**
   * Writes the file anew with every message once, in one batch (of 2^28 bytes at most, otherwise in
   * several). Whoever opens it sees the old file or the new one; readers that have it open keep
   * what they see, and this store stays the only writer. Owner, group and permissions stay. Takes
   * heap for all different messages.
   *
   * @throws FileSystemException if the file has other names (hard links), which would keep the old
   *     content, or another program has moved, removed, replaced or written it
   * @throws IOException if the disk fails or is full: the file is then as it was
   * @throws IllegalStateException if the store is closed, was opened for reading, or has failed
   */
  public synchronized void compact() throws IOException {
    writer("compact").compact();
  }

  /**
   * Takes messages out of the file, however often they were appended, and out of the memory, which
   * is then as if they had never been stored. The file is written anew as in {@link #compact}, so
   * that takes its time whatever the number of messages to forget.
   *
   * @throws IllegalArgumentException if one of the messages is not in the file, naming it, which
   *     {@link CliqueMemory#contains} may not know; then none is forgotten
   * @throws IOException as {@link #compact}
   * @throws IllegalStateException if the store is closed, was opened for reading, or has failed
   */
  public synchronized void forget(Collection<Message> forgotten) throws IOException {
    List<Message> kept = writer("forget").without("forget", forgotten);
    CliqueMemory rest = new CliqueMemory(clusters());
    rest.storeAll(kept);
    writer.rewrite(kept);
    memory = rest;
  }

  private StoreWriter writer(String operation) {
    if (writer == null) {
      throw new IllegalStateException(
          operation + ": " + read.file() + " was opened for reading; use MemoryStore.open");
    }
    return writer;
  }

  /** Lets others write; a second time does nothing. The memory can still be asked. */
  @Override
  public synchronized void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }

  /** As in {@code store of 3500 messages of 7 clusters of 676 fanals, for reading}. */
  @Override
  public String toString() {
    return "store of "
        + count()
        + " messages of "
        + clusters()
        + (writer == null ? ", for reading" : ", for writing");
  }
}
