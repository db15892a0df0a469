package decisive.memory.store;

import decisive.memory.Clusters;
import decisive.memory.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** A program that appends batches to a store until it is killed, and says when one is stored. */
final class AppendingChild {
  static final Clusters CLUSTERS = Clusters.ofSizes(64, 200, 31, 100);

  /** Messages of a batch: a write long enough to be killed in. */
  static final int BATCH = 4_000;

  private AppendingChild() {}

  /** The batch that follows {@code before} messages; the same in both programs. */
  static List<Message> batch(long before) {
    return StoreFiles.random(CLUSTERS, BATCH, new SplittableRandom(before));
  }

  public static void main(String[] args) throws IOException {
    try (MemoryStore store = MemoryStore.open(Path.of(args[0]))) {
      while (true) {
        store.append(batch(store.count()));
        System.out.println(store.count());
        System.out.flush();
      }
    }
  }
}
