package decisive.tensor.io;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file wholly or not at all: the content goes to a temporary file in the same directory,
 * is forced to the disk, and takes the target's name in one step. Whoever reads the target sees the
 * old file or the new one, never a part, whenever the program or the machine stops.
 *
 * <p>A program that is killed while writing leaves a file {@link #TEMPORARY} behind. The next one
 * that writes to the directory removes it.
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
   * and stays; a replaced file's owner, group and permissions carry over. Its other hard links keep
   * the old content.
   *
   * @throws FileSystemException naming the target, if it is a directory or otherwise not a plain
   *     file, its directory does not exist, it is another user's whom replacing it would lock out,
   *     or writing fails. An interrupt while writing is such a failure.
   * @throws IOException whatever else {@code content} throws. After any failure the target is as it
   *     was, and no temporary file is left
   */
  public static void write(Path target, Content content) throws IOException {
    Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    check(target, file);
    Path directory = file.getParent();
    TemporaryFile.removeLeftOver(directory);
    Ownership ownership = Ownership.of(file);
    try (TemporaryFile temporary = create(directory, ownership, target)) {
      OutputStream out =
          new UnclosedStream(
              new TargetStream(Channels.newOutputStream(temporary.channel()), target));
      content.writeTo(out);
      out.flush();
      ownership.carryTo(temporary.path(), target);
      finish(temporary, file, target);
    }
    sync(directory);
  }

  private static TemporaryFile create(Path directory, Ownership ownership, Path target)
      throws IOException {
    try {
      return TemporaryFile.create(directory, ownership.whileWriting());
    } catch (IOException failure) {
      throw failed(target, failure);
    }
  }

  private static void finish(TemporaryFile temporary, Path file, Path target) throws IOException {
    try {
      temporary.channel().force(true);
      temporary.moveTo(file);
    } catch (IOException failure) {
      throw failed(target, failure);
    }
  }

  /** A full disk does not say which file it was about, and the name of a temporary one is none. */
  private static FileSystemException failed(Path target, IOException failure) {
    String reason =
        failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
    if (failure instanceof ClosedByInterruptException) {
      reason = "writing was interrupted";
    }
    FileSystemException clear =
        new FileSystemException(
            target.toString(),
            null,
            (reason == null ? failure.getClass().getSimpleName() : reason)
                + "; nothing was changed");
    clear.initCause(failure);
    return clear;
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

  /** Says of which file a failure is. */
  private static final class TargetStream extends FilterOutputStream {
    private final Path target;

    TargetStream(OutputStream out, Path target) {
      super(out);
      this.target = target;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException failure) {
        throw failed(target, failure);
      }
    }
  }
}
