package decisive.memory.store;

import decisive.memory.Clusters;
import decisive.memory.Message;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What the tests of stores share. */
final class StoreFiles {
  private StoreFiles() {}

  /** The messages of a file, in order. */
  static List<Message> messages(Path file) throws IOException {
    List<Message> messages = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      StoreScan.of(file, channel, header -> messages::add);
    }
    return messages;
  }

  static Message random(Clusters clusters, SplittableRandom random) {
    int[] symbols = new int[clusters.count()];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = random.nextInt(clusters.fanals(i));
    }
    return Message.of(symbols);
  }

  static List<Message> random(Clusters clusters, int n, SplittableRandom random) {
    List<Message> messages = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      messages.add(random(clusters, random));
    }
    return messages;
  }
}
