package decisive.memory.store;

import decisive.memory.CliqueMemory;
import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.tensor.io.FormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Builds the memory of a file while it is read, in chunks, which are stored faster than singly. */
final class Loading implements StoreScan.Target {
  private static final int CHUNK = 1 << 16;

  private final Path file;
  private final long mostHeap;
  private final List<Message> pending = new ArrayList<>();
  private CliqueMemory memory;

  Loading(Path file) {
    this(file, Runtime.getRuntime().maxMemory());
  }

  /**
   * @param mostHeap bytes that this program may use
   */
  Loading(Path file, long mostHeap) {
    this.file = file;
    this.mostHeap = mostHeap;
  }

  @Override
  public Consumer<Message> of(StoreHeader header) throws FormatException {
    checkHeap(header.clusters());
    memory = new CliqueMemory(header.clusters());
    return message -> {
      pending.add(message);
      if (pending.size() == CHUNK) {
        flush();
      }
    };
  }

  /** A few bytes may name clusters whose edges fill the machine. */
  private void checkHeap(Clusters clusters) throws FormatException {
    long needed = CliqueMemory.heapBytes(clusters);
    if (needed > mostHeap) {
      throw new FormatException(
          file,
          12,
          "the memory of its "
              + clusters.count()
              + " clusters takes "
              + (needed >> 20)
              + " MiB, this program may use "
              + (mostHeap >> 20)
              + " MiB",
          "start Java with a larger -Xmx; if it cannot be that large the file is damaged");
    }
  }

  CliqueMemory finish() {
    flush();
    return memory;
  }

  private void flush() {
    memory.storeAll(pending);
    pending.clear();
  }
}
