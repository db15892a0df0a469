package decisive.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory that {@code --out} names. */
final class OutputDirectory {
  private OutputDirectory() {}

  /**
   * Makes the directory if it is missing, and checks that it can be written to.
   *
   * @throws UsageException if the name is blank, or a file's
   */
  static Path ready(String out) throws IOException {
    if (out.isBlank()) {
      throw new UsageException("--out wants the name of a directory, which is made if missing");
    }
    Path directory = Path.of(out);
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new UsageException("--out " + out + " is a file; name a directory");
    }
    Files.createDirectories(directory);
    if (!Files.isWritable(directory)) {
      throw new AccessDeniedException(out);
    }
    return directory;
  }
}
