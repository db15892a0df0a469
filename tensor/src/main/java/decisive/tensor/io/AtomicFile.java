package decisive.tensor.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Writes a file wholly or not at all: the content goes to a temporary file in the same directory,
 * is forced to the disk, and takes the target's name in one step. Whoever reads the target sees the
 * old file or the new one, never a part, whenever the program or the machine stops.
 *
 * <p>If the program is killed while writing, a file {@link #TEMPORARY} is left behind; it may be
 * deleted.
 */
public final class AtomicFile {
  /** The names of temporary files, as a pattern of {@code java.nio.file}. */
  public static final String TEMPORARY = ".decisive-*.tmp";

  private static final int BUFFER = 1 << 16;

  private AtomicFile() {}

  /** What to write. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes everything to {@code out}, which is buffered; closing it does no harm and is not
     * needed. Whatever is thrown leaves the target as it was.
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes {@code content} to {@code target}, replacing what was there. A symbolic link is followed
   * and stays; a replaced file's permissions carry over.
   *
   * @throws IOException if the target is a directory or otherwise not a plain file, its directory
   *     does not exist, or writing fails; the target is then as it was and no temporary file is
   *     left. An interrupt while writing is such a failure.
   */
  public static void write(Path target, Content content) throws IOException {
    Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    check(target, file);
    Path directory = file.getParent();
    Path temporary = directory.resolve(TEMPORARY.replace("*", UUID.randomUUID().toString()));
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            permissions(file))) {
      OutputStream out = new UnclosedStream(Channels.newOutputStream(channel));
      content.writeTo(out);
      out.flush();
      channel.force(true);
    } catch (Throwable failure) {
      remove(temporary, failure);
      throw failure;
    }
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (Throwable failure) {
      remove(temporary, failure);
      throw failure;
    }
    sync(directory);
  }

  private static void check(Path target, Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(
          target.toString(), null, "is a directory; name a file in it instead");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(
          target.toString(), null, "is a device or pipe and cannot be replaced; name a file");
    }
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw new FileSystemException(
          target.toString(), null, "is write-protected; allow writing or name another file");
    }
    if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
      throw new NoSuchFileException(
          target.toString(), null, "its directory does not exist; create it first");
    }
    if (!Files.isWritable(file.getParent())) {
      throw new FileSystemException(
          target.toString(), null, "its directory is write-protected; allow writing to it");
    }
  }

  /** Those of the file to be replaced, so that a private file stays private. */
  private static FileAttribute<?>[] permissions(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null || !Files.exists(file)) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(view.readAttributes().permissions())
    };
  }

  private static void remove(Path temporary, Throwable failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException second) {
      failure.addSuppressed(second);
    }
  }

  /** Makes the new name itself survive a power cut. Not every system lets a directory be opened. */
  private static void sync(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException unsupported) {
      // The content is on the disk already; only the moment of the renaming is then the system's.
    }
  }

  /**
   * Writers such as JSON generators close what they write to, but the file is still to be synced.
   */
  private static final class UnclosedStream extends BufferedOutputStream {
    UnclosedStream(OutputStream out) {
      super(out, BUFFER);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
