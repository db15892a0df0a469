package decisive.memory.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
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
  private final Path lock;
  private final FileChannel channel;

  /** Whether there was no lock file before. */
  private final boolean made;

  private WriterLock(Path file, Path lock, FileChannel channel, boolean made) {
    this.file = file;
    this.lock = lock;
    this.channel = channel;
    this.made = made;
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
    try {
      WriterLock acquired = null;
      while (acquired == null) {
        acquired = attempt(file, file.resolveSibling(file.getFileName() + ".lock"));
      }
      return acquired;
    } catch (Throwable failure) {
      HELD.remove(file);
      throw failure;
    }
  }

  /** Null if the lock file was removed meanwhile, by who made it for a file that did not come. */
  private static WriterLock attempt(Path file, Path lock) throws IOException {
    FileChannel channel = null;
    try {
      boolean made = make(file, lock);
      FileIdentity identity = FileIdentity.of(lock);
      channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      if (channel.tryLock() == null) {
        throw taken(file, "another");
      }
      if (identity.isCurrent()) {
        return new WriterLock(file, lock, channel, made);
      }
      channel.close();
      return null;
    } catch (NoSuchFileException removed) {
      close(channel);
      return null;
    } catch (Throwable failure) {
      close(channel);
      throw failure;
    }
  }

  private static void close(FileChannel channel) throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  /**
   * @return false if there is such a file already
   */
  private static boolean make(Path file, Path lock) throws IOException {
    try {
      Files.createFile(lock);
      return true;
    } catch (FileAlreadyExistsException existing) {
      // A pipe would wait for a reader, a link may lead anywhere.
      if (Files.exists(lock, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
        throw unusable(file, lock, "is no plain file; remove it", existing);
      }
      if (!Files.isWritable(lock) && Files.exists(lock)) {
        throw unusable(file, lock, "is write-protected; allow writing to it", existing);
      }
      return false;
    } catch (IOException failure) {
      throw unusable(file, lock, "cannot be made; allow writing to its directory", failure);
    }
  }

  private static FileSystemException unusable(
      Path file, Path lock, String why, IOException failure) {
    FileSystemException clear =
        new FileSystemException(
            file.toString(),
            null,
            "cannot be opened for writing because its lock file "
                + lock.getFileName()
                + " "
                + why
                + ", or only read it");
    clear.initCause(failure);
    return clear;
  }

  private static FileSystemException taken(Path file, String program) {
    return new FileSystemException(
        file.toString(),
        null,
        "is open for writing in " + program + " program; close it there first, or only read it");
  }

  /** Closes it, and leaves no lock file where there was none; for a file that did not come. */
  void undo() throws IOException {
    try {
      if (made) {
        Files.deleteIfExists(lock); // while it is held, so that it is nobody else's
      }
    } finally {
      close();
    }
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
