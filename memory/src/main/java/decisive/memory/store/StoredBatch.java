package decisive.memory.store;

import decisive.memory.Message;
import decisive.tensor.io.FormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A batch of messages in the file.
 *
 * @param at its first byte
 * @param count its messages
 * @param bytes what they take
 */
record StoredBatch(long at, int count, int bytes) {
  /** Most bytes of the messages of a batch: a reader has one in the heap. */
  static final int MAX_BYTES = 1 << 28;

  private static final byte[] MARK = {'B', 'T', 'C', 'H'};

  /** Bytes before the messages. */
  private static final int HEAD = 28;

  private static final int CHECKSUM = 4;

  /** First byte after it. */
  long end() {
    return at + HEAD + bytes + CHECKSUM;
  }

  /** How many messages a batch holds at most. */
  static int most(Packing packing) {
    return MAX_BYTES / packing.messageBytes;
  }

  /** Writes the messages of a file that has no others, in as few batches as hold them. */
  static void writeAll(OutputStream out, Packing packing, List<Message> messages)
      throws IOException {
    int most = most(packing);
    for (int from = 0; from < messages.size(); from += most) {
      int to = Math.min(messages.size() - from, most) + from;
      out.write(encode(packing, messages.subList(from, to), from));
    }
  }

  /**
   * @param messages checked, one or more, {@link #MAX_BYTES} or less
   * @param before messages of all batches before
   */
  static byte[] encode(Packing packing, List<Message> messages, long before) {
    int length = messages.size() * packing.messageBytes;
    byte[] bytes = new byte[HEAD + length + CHECKSUM];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MARK).putLong(before).putInt(messages.size()).putLong(length);
    out.putInt(checksum(bytes, HEAD - CHECKSUM));
    int next = HEAD;
    for (Message message : messages) {
      packing.pack(message, bytes, next);
      next += packing.messageBytes;
    }
    out.putInt(next, checksum(bytes, next));
    return bytes;
  }

  /**
   * What begins at {@code at}, where the file does not end.
   *
   * @return null if it is a torn batch
   */
  static StoredBatch find(StoreBytes in, long at, Packing packing, long before) throws IOException {
    long rest = in.size() - at;
    byte[] head = in.bytes(at, (int) Math.min(HEAD, rest));
    int marked = Math.min(MARK.length, head.length);
    if (!Arrays.equals(head, 0, marked, MARK, 0, marked)) {
      if (rest > HEAD + MAX_BYTES + CHECKSUM) {
        throw damaged(
            in, at, at, "no batch begins here, nor one that did not arrive: too much follows");
      }
      if (in.zerosFrom(at)) {
        return null;
      }
      throw damaged(in, at, at, "no batch begins here");
    }
    if (head.length < HEAD) {
      return null;
    }
    ByteBuffer fields = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    if (fields.getInt(HEAD - CHECKSUM) != checksum(head, HEAD - CHECKSUM)) {
      throw damaged(in, at, at + HEAD - CHECKSUM, "the checksum of a batch's head is wrong");
    }
    long stated = fields.getLong(4);
    int count = fields.getInt(12);
    long bytes = fields.getLong(16);
    if (stated != before) {
      throw damaged(in, at, at + 4, before + " messages come before this batch, it says " + stated);
    }
    if (count < 1 || bytes != (long) count * packing.messageBytes || bytes > MAX_BYTES) {
      throw damaged(
          in,
          at,
          at + 12,
          count
              + " messages of "
              + packing.messageBytes
              + " bytes are said to take "
              + bytes
              + " bytes");
    }
    StoredBatch batch = new StoredBatch(at, count, (int) bytes);
    return batch.end() > in.size() ? null : batch;
  }

  /** Gives its messages to {@code to}, after checking the checksum. */
  void read(StoreBytes in, Packing packing, Consumer<Message> to) throws IOException {
    byte[] all = in.bytes(at, HEAD + bytes + CHECKSUM);
    int stated = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getInt(HEAD + bytes);
    if (stated != checksum(all, HEAD + bytes)) {
      throw damaged(in, at, at + HEAD + bytes, "a batch's checksum is not that of its content");
    }
    for (int k = 0; k < count; k++) {
      int next = HEAD + k * packing.messageBytes;
      Message message = packing.unpack(all, next);
      if (message == null) {
        throw damaged(in, at, at + next, "a message has symbols its clusters do not have");
      }
      to.accept(message);
    }
  }

  private static FormatException damaged(StoreBytes in, long batch, long at, String wrong) {
    return new FormatException(
        in.file(),
        at,
        wrong,
        "the file is damaged: restore it from a copy, or cut a copy of it to "
            + batch
            + " bytes to keep the whole batches before, losing what was stored after them");
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
