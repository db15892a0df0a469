package decisive.memory.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Which file a path named when it was opened. Other programs may remove it, move it, or put another
 * in its place, and an open channel would not notice.
 *
 * @param key the system's number of the file; null where there are none, and only its presence and
 *     size can be checked
 */
record FileIdentity(Path file, Object key) {
  /** Taken before the file is opened, and checked afterwards: it is then that of the open file. */
  static FileIdentity of(Path file) throws IOException {
    return new FileIdentity(file, attributes(file).fileKey());
  }

  /**
   * @param size bytes that it should have
   * @param consequence what that means for who wants to use it
   * @throws FileSystemException if the path names no file, another one, or one of another size
   */
  void check(long size, String consequence) throws IOException {
    long now = check(consequence);
    if (now != size) {
      throw changed(
          "another program wrote it, it has " + now + " bytes and not " + size, consequence);
    }
  }

  /**
   * @return its size
   * @throws FileSystemException if the path names no file, or another one
   */
  long check(String consequence) throws IOException {
    BasicFileAttributes now;
    try {
      now = attributes(file);
    } catch (NoSuchFileException gone) {
      throw changed("it was moved or removed", consequence);
    }
    if (!Objects.equals(key, now.fileKey())) {
      throw changed("another was put in its place", consequence);
    }
    return now.size();
  }

  /** Whether the path still names the file, of whatever size. */
  boolean isCurrent() throws IOException {
    try {
      return Objects.equals(key, attributes(file).fileKey());
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private FileSystemException changed(String how, String consequence) {
    return new FileSystemException(
        file.toString(), null, "is not the file that was opened: " + how + "; " + consequence);
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class);
  }
}
