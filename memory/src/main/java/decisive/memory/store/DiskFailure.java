package decisive.memory.store;

import decisive.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** What is said when the disk fails: a full one does not tell which file it was about. */
final class DiskFailure {
  private DiskFailure() {}

  /**
   * @param consequence what became of the messages
   */
  static FileSystemException of(Path file, IOException failure, String consequence) {
    String reason = failure.getMessage() == null ? "writing was interrupted" : failure.getMessage();
    FileSystemException clear =
        new FileSystemException(file.toString(), null, reason + "; " + consequence);
    clear.initCause(failure);
    return clear;
  }

  /** As {@link AtomicFile#write}. */
  static void replace(Path file, AtomicFile.Content content) throws IOException {
    try {
      AtomicFile.write(file, content);
    } catch (FileSystemException clear) {
      throw clear;
    } catch (IOException failure) {
      throw of(file, failure, "nothing was changed");
    }
  }
}
