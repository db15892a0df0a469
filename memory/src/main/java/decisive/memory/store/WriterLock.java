package decisive.memory.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The right to write a file, held by one store of all programs on the machine. */
final class WriterLock implements Closeable {
  /**
   * What this program holds. Asked first: on POSIX systems even a failed second attempt would, on
   * closing its channel, release the lock of the first.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private WriterLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @param file a real path, so that a file has one name here
   * @throws FileSystemException if another store has it open for writing, or the lock file cannot
   *     be opened
   */
  static WriterLock acquire(Path file) throws IOException {
    if (!HELD.add(file)) {
      throw taken(file, "this");
    }
    FileChannel channel = null;
    try {
      channel = open(file);
      if (channel.tryLock() == null) {
        throw taken(file, "another");
      }
      return new WriterLock(file, channel);
    } catch (Throwable failure) {
      if (channel != null) {
        channel.close();
      }
      HELD.remove(file);
      throw failure;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try {
      return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException failure) {
      FileSystemException clear =
          new FileSystemException(
              file.toString(),
              null,
              "cannot be opened for writing because its lock file "
                  + lock.getFileName()
                  + " cannot; allow writing to its directory, or only read it");
      clear.initCause(failure);
      throw clear;
    }
  }

  private static FileSystemException taken(Path file, String program) {
    return new FileSystemException(
        file.toString(),
        null,
        "is open for writing in " + program + " program; close it there first, or only read it");
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}
