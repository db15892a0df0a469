package decisive.memory.store;

import decisive.tensor.io.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The bytes of a file as far as it went at one moment; what a writer adds meanwhile is not seen.
 */
record StoreBytes(Path file, FileChannel channel, long size) {
  /** The system's own buffer for a read or write is as long as what is asked for. */
  static final int CHUNK = 1 << 20;

  static StoreBytes of(Path file, FileChannel channel) throws IOException {
    return new StoreBytes(file, channel, channel.size());
  }

  /** Allocates {@code length} bytes; the caller has compared it with {@link #size}. */
  byte[] bytes(long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    ByteBuffer into = ByteBuffer.wrap(bytes);
    while (into.position() < length) {
      into.limit(Math.min(length, into.position() + CHUNK));
      if (read(into, at + into.position()) < 0) {
        throw new FormatException(
            file, at + into.position(), "the file was cut while it was read", "read it again");
      }
    }
    return bytes;
  }

  private int read(ByteBuffer into, long at) throws IOException {
    try {
      return channel.read(into, at);
    } catch (IOException failure) {
      throw DiskFailure.of(file, failure, "it could not be read from byte " + at + " on");
    }
  }

  /** Writes all bytes from {@code at} on. */
  static void write(FileChannel channel, byte[] bytes, long at) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    while (from.position() < bytes.length) {
      from.limit(Math.min(bytes.length, from.position() + CHUNK));
      channel.write(from, at + from.position());
    }
  }

  /** Whether there is nothing but zeros from {@code at} to the end. */
  boolean zerosFrom(long at) throws IOException {
    for (long next = at; next < size; next += CHUNK) {
      for (byte b : bytes(next, (int) Math.min(CHUNK, size - next))) {
        if (b != 0) {
          return false;
        }
      }
    }
    return true;
  }
}
