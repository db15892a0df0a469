package decisive.memory.store;

import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.tensor.io.AtomicFile;
import decisive.tensor.io.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The writing side of a {@link MemoryStore}, without the memory: opening reads and checks the whole
 * file, but holds no message and no edge, so that heap and time do not grow with the memory.
 *
 * <p>What is on the disk when, what is refused, and that there is one writer at a time, is as
 * {@link MemoryStore} says. Any thread may call, one at a time.
 */
public final class StoreWriter implements Closeable {
  private final Path file;
  private final StoreHeader header;
  private final Packing packing;
  private final long torn;
  private final Opening opening;
  private final WriterLock lock;
  private FileChannel channel;
  private FileIdentity identity;
  private long count;
  private long end;
  private boolean closed;

  /** Whether the file may differ from what this writer believes. */
  private boolean failed;

  private StoreWriter(
      Path file,
      StoreScan scan,
      WriterLock lock,
      FileChannel channel,
      FileIdentity identity,
      Opening opening) {
    this.file = file;
    this.lock = lock;
    this.channel = channel;
    this.identity = identity;
    this.opening = opening;
    header = scan.header();
    packing = new Packing(header.clusters());
    torn = scan.torn();
    count = scan.count();
    end = scan.end();
  }

  /** As {@link MemoryStore#create}, without the memory. */
  public static StoreWriter create(Path file, Clusters clusters, String description)
      throws IOException {
    StoreHeader header = new StoreHeader(clusters, description);
    byte[] bytes = header.encode();
    checkWidth(header);
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new NoSuchFileException(
          file.toString(), null, "its directory does not exist; create it first");
    }
    Path real = directory.toRealPath().resolve(file.getFileName());
    WriterLock lock = lockNew(real);
    try {
      checkNew(real); // under the lock, so that of two programs one is refused
      AtomicFile.write(real, out -> out.write(bytes));
      FileIdentity identity = FileIdentity.of(real);
      FileChannel channel = Opening.REAL.open(real);
      StoreScan scan = new StoreScan(header, 0, bytes.length, 0);
      return new StoreWriter(real, scan, lock, channel, identity, Opening.REAL);
    } catch (Throwable failure) {
      lock.undo();
      throw failure;
    }
  }

  private static WriterLock lockNew(Path file) throws IOException {
    try {
      return WriterLock.acquire(file);
    } catch (FileSystemException refused) {
      checkNew(file); // which is the better reason
      throw refused;
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
  public static StoreWriter open(Path file) throws IOException {
    Consumer<Message> nowhere = message -> {};
    return open(real(file), header -> nowhere, Opening.REAL);
  }

  /**
   * @param real the file's real path
   * @param target is given every message
   */
  static StoreWriter open(Path real, StoreScan.Target target, Opening opening) throws IOException {
    WriterLock lock = WriterLock.acquire(real);
    FileChannel channel = null;
    try {
      FileIdentity identity = FileIdentity.of(real);
      channel = opening.open(real);
      StoreScan scan = StoreScan.of(real, channel, target);
      identity.check(scan.end() + scan.torn(), "nothing was changed; open it again");
      settle(real, channel, scan);
      return new StoreWriter(real, scan, lock, channel, identity, opening);
    } catch (Throwable failure) {
      if (channel != null) {
        channel.close();
      }
      lock.close();
      throw failure;
    }
  }

  private static void settle(Path file, FileChannel channel, StoreScan scan) throws IOException {
    try {
      if (scan.torn() > 0) {
        channel.truncate(scan.end());
      }
      // A batch may be whole here that was written but not forced when its writer was stopped.
      channel.force(true);
    } catch (IOException failure) {
      throw DiskFailure.of(file, failure, "it was not opened for writing, only read it");
    }
  }

  /** The path of a file that is there, by which it is known here. */
  static Path real(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "there is no such memory; make it with MemoryStore.create");
    }
    if (!Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "is not a file; give that of a memory");
    }
    return file.toRealPath();
  }

  /** The clusters of the messages. */
  public Clusters clusters() {
    return header.clusters();
  }

  /** The description given at creation. */
  public String description() {
    return header.description();
  }

  /** Number of messages in the file; one appended twice counts twice until {@link #compact}. */
  public synchronized long count() {
    return count;
  }

  /** Bytes of a torn batch that opening found after the last whole one, and cut off. */
  public long torn() {
    return torn;
  }

  /** As {@link #append(List)}. */
  public void append(Message... messages) throws IOException {
    append(Arrays.asList(messages));
  }

  /**
   * Stores messages in the file, as one batch that is there wholly or not at all. They are on the
   * disk when this returns: many messages together cost one wait for it.
   *
   * @param messages complete messages of {@link #clusters()}; none at all do nothing
   * @throws IllegalArgumentException if one cannot be stored, naming its index, or all take more
   *     than 2^28 bytes; then none is
   * @throws FileSystemException if another program has moved, removed, replaced or written the
   *     file; then nothing is written
   * @throws IOException if the disk fails or is full, or the thread is interrupted. The writer is
   *     then unusable until the file is reopened, which shows whether the batch is there
   * @throws IllegalStateException if it is closed, or has failed
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
    identity.check(
        end, "these messages are not stored, open the file that is meant and append them again");
    byte[] bytes = StoredBatch.encode(packing, batch, count);
    failed = true; // until all is done
    try {
      StoreBytes.write(channel, bytes, end);
      channel.force(true);
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
    failed = false;
  }

  /**
   * Writes the file anew with every message once, as {@link MemoryStore#compact}.
   *
   * @throws FileSystemException if the file has other names (hard links), which would keep the old
   *     content, or another program has moved, removed, replaced or written it
   * @throws IOException if the disk fails or is full: the file is then as it was
   * @throws IllegalStateException if it is closed, or has failed
   */
  public synchronized void compact() throws IOException {
    rewrite(without("compact", List.of()));
  }

  /**
   * Takes messages out of the file, as {@link MemoryStore#forget}.
   *
   * @throws IllegalArgumentException if one of the messages is not in the file, naming it; then
   *     none is forgotten
   * @throws IOException as {@link #compact}
   * @throws IllegalStateException if it is closed, or has failed
   */
  public synchronized void forget(Collection<Message> forgotten) throws IOException {
    rewrite(without("forget", forgotten));
  }

  /** The different messages of the file, without some that must be among them. */
  synchronized List<Message> without(String operation, Collection<Message> forgotten)
      throws IOException {
    checkUsable(operation);
    checkFile();
    Set<Message> kept = StoreScan.distinct(file, channel, count);
    for (Message message : new LinkedHashSet<>(forgotten)) {
      if (!kept.remove(message)) {
        throw new IllegalArgumentException(operation + ": " + message + " is not in " + file);
      }
    }
    return new ArrayList<>(kept);
  }

  /** Number of different messages in the file; takes heap for all of them. */
  synchronized long distinct() throws IOException {
    return StoreScan.distinct(file, channel, count).size();
  }

  /** Puts a file of these messages in the place of the file. */
  synchronized void rewrite(List<Message> messages) throws IOException {
    checkFile();
    checkNames();
    AtomicFile.write(
        file,
        out -> {
          out.write(header.encode());
          StoredBatch.writeAll(out, packing, messages);
        });
    failed = true; // the open channel is of the old file
    FileIdentity fresh = FileIdentity.of(file);
    FileChannel old = channel;
    channel = opening.open(file);
    identity = fresh;
    count = messages.size();
    end = channel.size();
    failed = false;
    old.close();
  }

  private void checkFile() throws IOException {
    identity.check(end, "nothing was changed; open the file that is meant");
  }

  /** Where the system has hard links and tells their number. */
  private void checkNames() throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return;
    }
    int names = (int) Files.getAttribute(file, "unix:nlink");
    if (names > 1) {
      throw new FileSystemException(
          file.toString(),
          null,
          "has "
              + names
              + " names (hard links), and the others would keep the old content; remove them, or"
              + " work on a copy");
    }
  }

  private void checkUsable(String operation) {
    if (closed) {
      throw new IllegalStateException(
          operation + ": the store of " + file + " is closed; open it again");
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

  /** Lets others write; a second time does nothing. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      channel.close();
    } finally {
      lock.close();
    }
  }

  /** As in {@code writer of words.mem: 3500 messages of 7 clusters of 676 fanals}. */
  @Override
  public synchronized String toString() {
    return "writer of " + file + ": " + count + " messages of " + clusters();
  }
}
