package decisive.memory.store;

import decisive.memory.Message;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The whole batches of a file, found one by one.
 *
 * @param header what the file begins with
 * @param count messages of all whole batches, those stored twice counted twice
 * @param end first byte after the last whole batch
 * @param torn bytes of the torn batch that follows, 0 if none does
 */
record StoreScan(StoreHeader header, long count, long end, long torn) {
  /** Where the messages go once the header is known. */
  @FunctionalInterface
  interface Target {
    Consumer<Message> of(StoreHeader header) throws IOException;
  }

  /**
   * Gives every message to the target, which must not be used if this fails.
   *
   * @throws decisive.tensor.io.FormatException if the file is not a store's, or damaged
   */
  static StoreScan of(Path file, FileChannel channel, Target target) throws IOException {
    StoreBytes in = StoreBytes.of(file, channel);
    StoreHeader header = StoreHeader.read(in);
    Packing packing = new Packing(header.clusters());
    Consumer<Message> to = target.of(header);
    long count = 0;
    long at = header.encode().length;
    while (at < in.size()) {
      StoredBatch batch = StoredBatch.find(in, at, packing, count);
      if (batch == null) {
        break;
      }
      batch.read(in, packing, to);
      count += batch.count();
      at = batch.end();
    }
    return new StoreScan(header, count, at, in.size() - at);
  }

  /**
   * The different ones among the first {@code most} messages, in the order they come first. Takes
   * heap for all of them.
   *
   * @throws decisive.tensor.io.FormatException if the file is not a store's, or damaged
   */
  static Set<Message> distinct(Path file, FileChannel channel, long most) throws IOException {
    Set<Message> distinct = new LinkedHashSet<>();
    long[] seen = {0};
    of(
        file,
        channel,
        header ->
            message -> {
              if (seen[0]++ < most) {
                distinct.add(message);
              }
            });
    return distinct;
  }
}
