package decisive.memory.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The errors when the disk fails: the system does not say which file it was about. */
final class DiskFailure {
  private DiskFailure() {}

  /**
   * @param consequence what became of the messages
   */
  static FileSystemException of(Path file, IOException failure, String consequence) {
    String reason = failure.getMessage() == null ? "it was interrupted" : failure.getMessage();
    FileSystemException clear =
        new FileSystemException(file.toString(), null, reason + "; " + consequence);
    clear.initCause(failure);
    return clear;
  }
}
