package decisive.memory.store;

import decisive.memory.CliqueMemory;
import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.tensor.io.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A {@link CliqueMemory} whose messages are kept in a file.
 *
 * <p>A message is on the disk before {@link #append} returns; nothing that was acknowledged so is
 * lost when the program or the machine stops at any instant. Opening finds every acknowledged
 * message, and possibly the batch that was being written, whole; see the package for the format,
 * and for what is repaired and what refused.
 *
 * <p>One store at a time may have a file open for writing, on all programs of the machine; any
 * number may read it meanwhile, and see the whole batches that were there when they opened it. A
 * batch that is just being forced to the disk may be among them.
 *
 * <p>Appending, compacting and closing may be done by any thread, one at a time. As with the memory
 * itself, none may retrieve meanwhile.
 */
public final class MemoryStore implements Closeable {
  private final Path file;
  private final StoreHeader header;
  private final Packing packing;
  private final long torn;
  private final Disk disk;

  /** Null in a reader. */
  private final WriterLock lock;

  /** Null in a reader. */
  private FileChannel channel;

  /** Another one after {@link #forget}. */
  private volatile CliqueMemory memory;

  private long count;
  private long end;
  private boolean closed;

  /** Whether the file may differ from what this store believes. */
  private boolean failed;

  private MemoryStore(
      Path file,
      StoreScan scan,
      CliqueMemory memory,
      WriterLock lock,
      FileChannel channel,
      Disk disk) {
    this.file = file;
    this.memory = memory;
    this.lock = lock;
    this.channel = channel;
    this.disk = disk;
    header = scan.header();
    packing = new Packing(header.clusters());
    torn = scan.torn();
    count = scan.count();
    end = scan.end();
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
    StoreHeader header = new StoreHeader(clusters, description);
    byte[] bytes = header.encode();
    checkWidth(header);
    CliqueMemory memory = new CliqueMemory(clusters);
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new NoSuchFileException(
          file.toString(), null, "its directory does not exist; create it first");
    }
    Path real = directory.toRealPath().resolve(file.getFileName());
    checkNew(real);
    WriterLock lock = WriterLock.acquire(real);
    try {
      checkNew(real); // another program may have been faster
      DiskFailure.replace(real, out -> out.write(bytes));
      StoreScan scan = new StoreScan(header, 0, bytes.length, 0);
      return new MemoryStore(real, scan, memory, lock, writable(real), Disk.REAL);
    } catch (Throwable failure) {
      lock.close();
      throw failure;
    }
  }

  private static void checkNew(Path file) throws FileAlreadyExistsException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(
          file.toString(), null, "is there already; open it, or choose another name");
    }
  }

  /** One message must fit in a batch. */
  private static void checkWidth(StoreHeader header) {
    int bytes = new Packing(header.clusters()).messageBytes;
    if (bytes > StoredBatch.MAX_BYTES) {
      throw new IllegalArgumentException(
          "create: a message of "
              + bytes
              + " bytes does not fit in a batch of "
              + StoredBatch.MAX_BYTES
              + "; use fewer clusters");
    }
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
    return open(file, Disk.REAL);
  }

  static MemoryStore open(Path file, Disk disk) throws IOException {
    Path real = real(file);
    WriterLock lock = WriterLock.acquire(real);
    FileChannel channel = null;
    try {
      channel = writable(real);
      Loading loading = new Loading(real);
      StoreScan scan = StoreScan.of(real, channel, loading);
      if (scan.torn() > 0) {
        channel.truncate(scan.end());
      }
      // A batch may be whole here that was written but not forced when its writer was stopped.
      channel.force(true);
      return new MemoryStore(real, scan, loading.finish(), lock, channel, disk);
    } catch (Throwable failure) {
      if (channel != null) {
        channel.close();
      }
      lock.close();
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
    Path real = real(file);
    try {
      return readOnce(real);
    } catch (FormatException damage) {
      // Or a writer cut a torn batch and wrote another in its place while this read: that is over
      // now, damage is not.
      return readOnce(real);
    }
  }

  private static MemoryStore readOnce(Path real) throws IOException {
    try (FileChannel channel = FileChannel.open(real, StandardOpenOption.READ)) {
      Loading loading = new Loading(real);
      StoreScan scan = StoreScan.of(real, channel, loading);
      return new MemoryStore(real, scan, loading.finish(), null, null, Disk.REAL);
    }
  }

  private static Path real(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "there is no such memory; make it with MemoryStore.create");
    }
    if (!Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "is not a file; give that of a memory");
    }
    return file.toRealPath();
  }

  private static FileChannel writable(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** The clusters of the messages. */
  public Clusters clusters() {
    return header.clusters();
  }

  /** What was said at creation. */
  public String description() {
    return header.description();
  }

  /**
   * The memory of all messages of the file. To retrieve from: what is stored in it directly is not
   * in the file. After {@link #forget} it is another one.
   */
  public CliqueMemory memory() {
    return memory;
  }

  /** Number of messages in the file; one appended twice counts twice until {@link #compact}. */
  public synchronized long count() {
    return count;
  }

  /**
   * Number of different messages among the {@link #count} of the file. Reads it again, and takes
   * heap for all of them.
   *
   * @throws IOException if it cannot be read any more
   */
  public synchronized long distinct() throws IOException {
    try (FileChannel reading = FileChannel.open(file, StandardOpenOption.READ)) {
      // What others appended since is not this store's.
      return StoreScan.distinct(file, reading, count).size();
    }
  }

  /**
   * Bytes of a torn batch that opening found after the last whole one: cut off by {@link #open},
   * ignored by {@link #read}; 0 if there was none.
   */
  public long torn() {
    return torn;
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
   * @throws IOException if the disk fails or is full, or the thread is interrupted. The store is
   *     then unusable until reopened, which shows whether the batch is there
   * @throws IllegalStateException if the store is closed, was opened for reading, or has failed
   */
  public synchronized void append(List<Message> messages) throws IOException {
    checkUsable("append");
    List<Message> batch = List.copyOf(messages);
    for (int k = 0; k < batch.size(); k++) {
      packing.check(batch.get(k), k);
    }
    if (batch.size() > StoredBatch.most(packing)) {
      throw new IllegalArgumentException(
          "append: "
              + batch.size()
              + " messages at once; a batch holds "
              + StoredBatch.most(packing)
              + " of "
              + clusters()
              + ", append them in parts");
    }
    if (batch.isEmpty()) {
      return;
    }
    byte[] bytes = StoredBatch.encode(packing, batch, count);
    failed = true; // until all is done
    try {
      disk.write(channel, ByteBuffer.wrap(bytes), end);
      disk.force(channel);
    } catch (IOException failure) {
      throw DiskFailure.of(
          file,
          failure,
          "the "
              + count
              + " messages stored before are safe, open it again to see whether these are there");
    }
    end += bytes.length;
    count += batch.size();
    memory.storeAll(batch);
    failed = false;
  }

  /**
   * Writes the file anew with every message once, in one batch (of 2^28 bytes at most, otherwise in
   * several). Whoever opens it sees the old file or the new one; readers that have it open keep
   * what they see, and this store stays the only writer. Takes heap for all different messages.
   *
   * @throws IOException if the disk fails or is full: the file is then as it was
   * @throws IllegalStateException if the store is closed, was opened for reading, or has failed
   */
  public synchronized void compact() throws IOException {
    checkUsable("compact");
    rewrite(new ArrayList<>(StoreScan.distinct(file, channel, count)));
  }

  /**
   * Takes messages out of the file, however often they were appended, and out of the memory, which
   * is then as if they had never been stored. The file is written anew as in {@link #compact}, so
   * that takes its time whatever the number of messages to forget.
   *
   * @throws IllegalArgumentException if one of the messages is not in the file, naming it, which
   *     {@link CliqueMemory#contains} may not know; then none is forgotten
   * @throws IOException if the disk fails or is full: the file is then as it was
   * @throws IllegalStateException if the store is closed, was opened for reading, or has failed
   */
  public synchronized void forget(Collection<Message> forgotten) throws IOException {
    checkUsable("forget");
    Set<Message> kept = StoreScan.distinct(file, channel, count);
    for (Message message : new LinkedHashSet<>(forgotten)) {
      if (!kept.remove(message)) {
        throw new IllegalArgumentException("forget: " + message + " is not in " + file);
      }
    }
    List<Message> messages = new ArrayList<>(kept);
    CliqueMemory rest = new CliqueMemory(clusters());
    rest.storeAll(messages);
    rewrite(messages);
    memory = rest;
  }

  /** Puts a file of these messages in the place of the file. */
  private void rewrite(List<Message> messages) throws IOException {
    DiskFailure.replace(
        file,
        out -> {
          out.write(header.encode());
          StoredBatch.writeAll(out, packing, messages);
        });
    failed = true; // the open channel is of the old file
    FileChannel fresh = writable(file);
    FileChannel old = channel;
    channel = fresh;
    count = messages.size();
    end = fresh.size();
    failed = false;
    old.close();
  }

  private void checkUsable(String operation) {
    if (closed) {
      throw new IllegalStateException(
          operation + ": the store of " + file + " is closed; open it again");
    }
    if (lock == null) {
      throw new IllegalStateException(
          operation + ": " + file + " was opened for reading; use MemoryStore.open");
    }
    if (failed) {
      throw new IllegalStateException(
          operation
              + ": writing "
              + file
              + " failed before, and how far it got is not known; close the store and open it"
              + " again");
    }
  }

  /** Lets others write; a second time does nothing. The memory can still be asked. */
  @Override
  public synchronized void close() throws IOException {
    if (closed || lock == null) {
      closed = true;
      return;
    }
    closed = true;
    try {
      channel.close();
    } finally {
      lock.close();
    }
  }
}
