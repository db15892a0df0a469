package decisive.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that {@code --out} names: looked at before the work, not after it. */
final class OutputFile {
  private OutputFile() {}

  /**
   * @param out the file, or null for none
   * @param source a file that must stay
   * @throws UsageException if it is a directory, in no directory, or the source
   */
  static void check(Path out, Path source) throws IOException {
    if (out == null) {
      return;
    }
    if (Files.isDirectory(out)) {
      throw new UsageException("--out " + out + " is a directory; name a file in it");
    }
    Path directory = out.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new UsageException("--out " + out + ": its directory does not exist; create it first");
    }
    if (Files.exists(out) && Files.exists(source) && Files.isSameFile(out, source)) {
      throw new UsageException("--out " + out + " would replace what is read; name another");
    }
  }
}
