package decisive.memory.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How a writer opens its file; apart so that the disk can be watched, and made to fail. */
@FunctionalInterface
interface Opening {
  FileChannel open(Path file) throws IOException;

  /** Of the file system, for reading and writing. */
  Opening REAL = file -> FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
}
