package decisive.datasets.fetch;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/** What has come of a file, and the server's mark of the version that it is of. */
final class Part {
  private static final Pattern MARK = Pattern.compile("[\\x20-\\x7e]{1,200}");

  private static final int MOST_MARK = 200;

  private final RemoteFile file;
  private final Path path;
  private final Path mark;

  Part(RemoteFile file, Path path) {
    this.file = file;
    this.path = path;
    this.mark = path.resolveSibling(path.getFileName() + ".etag");
  }

  RemoteFile file() {
    return file;
  }

  Path path() {
    return path;
  }

  /**
   * Opens it for this process alone. A part longer than the file is not of it, and cleared.
   *
   * @throws IOException if another process has it open
   */
  FileChannel open() throws IOException {
    requirePlain(path);
    requirePlain(mark);
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      if (!lock(channel)) {
        throw new FileSystemException(
            path.toString(), null, "is being fetched already; wait for the other one to end");
      }
      if (channel.size() > file.size()) {
        clear(channel);
      }
      return channel;
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  /** A link would have what it leads to written over; a pipe would be waited for. */
  private static void requirePlain(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(
          file.toString(), null, "is a link, or no plain file; remove it");
    }
  }

  /** The lock ends with the channel. */
  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  void append(FileChannel channel, ByteBuffer bytes) throws IOException {
    try {
      for (long at = channel.size(); bytes.hasRemaining(); ) {
        at += channel.write(bytes, at);
      }
    } catch (IOException e) {
      // Such as a full disk: what is there stays, and can be gone on with.
      throw new FileSystemException(path.toString(), null, e.getMessage());
    }
  }

  void clear(FileChannel channel) throws IOException {
    channel.truncate(0);
    Files.deleteIfExists(mark);
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
    deleteMark();
  }

  void deleteMark() throws IOException {
    Files.deleteIfExists(mark);
  }

  /** Keeps a strong ETag, or else the date; RFC 9110 allows no weak one to go on by. */
  void writeMark(HttpHeaders headers) throws IOException {
    Optional<String> found =
        headers
            .firstValue("ETag")
            .filter(tag -> !tag.startsWith("W/"))
            .or(() -> headers.firstValue("Last-Modified"))
            .filter(text -> MARK.matcher(text).matches());
    if (found.isPresent()) {
      Files.writeString(
          mark,
          found.get(),
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** The mark, if there is one; without it only the checksum tells whether versions were mixed. */
  Optional<String> readMark() throws IOException {
    if (!Files.exists(mark) || Files.size(mark) > MOST_MARK) {
      return Optional.empty();
    }
    return Optional.of(Files.readString(mark, StandardCharsets.ISO_8859_1))
        .filter(text -> MARK.matcher(text).matches());
  }
}
