package decisive.tensor.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file beside the one it is to become. While it is written it is locked, which a killed program's
 * is not: so those that were left behind can be told from those in use, and removed.
 */
final class TemporaryFile implements Closeable {
  /**
   * Those of this program. They are never probed: on POSIX systems closing the probe would release
   * the lock.
   */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;
  private boolean moved;

  private TemporaryFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** An empty one, open for writing. */
  static TemporaryFile create(Path directory, FileAttribute<?>... attributes) throws IOException {
    Path real = directory.toRealPath();
    while (true) {
      String name = AtomicFile.TEMPORARY.replace("*", UUID.randomUUID().toString());
      Path path = real.resolve(name);
      OPEN.add(path);
      TemporaryFile file;
      try {
        file =
            new TemporaryFile(
                path,
                FileChannel.open(
                    path,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    attributes));
      } catch (Throwable failure) {
        OPEN.remove(path);
        throw failure;
      }
      if (file.lock()) {
        return file;
      }
      file.close();
    }
  }

  /** False if another program took it for one that was left behind, before it was locked. */
  private boolean lock() {
    try {
      return channel.tryLock() != null && Files.exists(path);
    } catch (IOException withoutLocks) {
      return true; // on such a file system none can be told from those in use, and none is removed
    }
  }

  FileChannel channel() {
    return channel;
  }

  Path path() {
    return path;
  }

  /** Gives it its name, in one step. */
  void moveTo(Path target) throws IOException {
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    moved = true;
  }

  /** Removes it, unless it was moved. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
      if (!moved) {
        Files.deleteIfExists(path);
      }
    } finally {
      OPEN.remove(path);
    }
  }

  /** Removes what killed programs left in a directory, as far as that is allowed. */
  static void removeLeftOver(Path directory) {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory.toRealPath(), AtomicFile.TEMPORARY)) {
      for (Path file : files) {
        if (!OPEN.contains(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          removeUnlessLocked(file);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      // Nothing depends on it.
    }
  }

  private static void removeUnlessLocked(Path file) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (channel.tryLock() != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | OverlappingFileLockException inUse) {
      // Another user's, or another thread's under another name of the directory.
    }
  }
}
