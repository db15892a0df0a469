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
  private final List<Message> pending = new ArrayList<>();
  private CliqueMemory memory;

  Loading(Path file) {
    this.file = file;
  }

  @Override
  public Consumer<Message> of(StoreHeader header) throws FormatException {
    checkHeap(header.clusters());
    try {
      memory = new CliqueMemory(header.clusters());
    } catch (IllegalArgumentException impossible) {
      throw new FormatException(
          file, 12, impossible.getMessage(), "the file is damaged, restore it from a copy");
    }
    return message -> {
      pending.add(message);
      if (pending.size() == CHUNK) {
        flush();
      }
    };
  }

  /** A few bytes may name clusters whose edges fill the machine. */
  private void checkHeap(Clusters clusters) throws FormatException {
    double words = 0; // of the bit sets of a fanal's neighbours, one for each cluster
    for (int i = 0; i < clusters.count(); i++) {
      words += (clusters.fanals(i) + Long.SIZE - 1) / Long.SIZE;
    }
    double needed = Long.BYTES * words * clusters.total();
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most) {
      throw new FormatException(
          file,
          12,
          "the memory of its "
              + clusters.count()
              + " clusters takes "
              + (long) (needed / (1 << 20))
              + " MiB, this program may use "
              + (most >> 20)
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
