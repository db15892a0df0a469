package decisive.tensor.io;

import decisive.tensor.Shape;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file read from front to back. Nothing is allocated for data the file does not hold, and numbers
 * are decoded through a small buffer, so that a file is in memory once.
 */
final class FileSource implements Closeable {
  /** The most axes NumPy knows; more is a damaged header. */
  static final int MAX_RANK = 64;

  private static final int CHUNK = 1 << 16;

  /** Up to here every integer is a float32. */
  private static final long LARGEST_EXACT = 1 << 24;

  private final Path file;
  private final FileChannel channel;
  private final long size;

  FileSource(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.size = channel.size();
  }

  long size() {
    return size;
  }

  long position() throws IOException {
    return channel.position();
  }

  /** Bytes not yet read. */
  long remaining() throws IOException {
    return size - position();
  }

  FormatException error(long offset, String wrong, String fix) {
    return new FormatException(file, offset, wrong, fix);
  }

  /** The next bytes. */
  byte[] bytes(int count) throws IOException {
    if (count > remaining()) {
      throw truncated(count);
    }
    byte[] bytes = new byte[count];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      // In pieces: the channel copies through a buffer of its own, as large as what is asked for.
      buffer.limit(Math.min(count, buffer.position() + CHUNK));
      fill(buffer);
      buffer.limit(count);
    }
    return bytes;
  }

  /** Passes over bytes that the file is known to hold. */
  void skip(long count) throws IOException {
    channel.position(position() + count);
  }

  /**
   * The next {@code count} elements as float32; integers beyond ±2^24 are refused, since float32
   * would change them.
   */
  float[] floats(Dtype dtype, ByteOrder order, int count) throws IOException {
    if ((long) count * dtype.bytes() > remaining()) {
      throw truncated((long) count * dtype.bytes());
    }
    float[] values = new float[count];
    int perChunk = Math.min(count, CHUNK / dtype.bytes());
    ByteBuffer buffer = ByteBuffer.allocate(perChunk * dtype.bytes()).order(order);
    for (int done = 0; done < count; ) {
      int now = Math.min(perChunk, count - done);
      long start = position();
      fill(buffer.clear().limit(now * dtype.bytes()));
      if (dtype == Dtype.F32) {
        buffer.flip().asFloatBuffer().get(values, done, now);
      } else {
        for (int i = 0; i < now; i++) {
          values[done + i] = number(dtype, buffer, i * dtype.bytes(), start);
        }
      }
      done += now;
    }
    return values;
  }

  private float number(Dtype dtype, ByteBuffer buffer, int at, long start) throws FormatException {
    if (dtype.isFloating()) {
      return dtype.floating(buffer, at);
    }
    long value = dtype.integer(buffer, at);
    if (value > LARGEST_EXACT || value < -LARGEST_EXACT) {
      throw error(
          start + at,
          "the integer " + value + " is beyond 2^24, where float32 skips integers",
          "save the array as float32 if rounding is meant");
    }
    return value;
  }

  /** A shape from a header, refused unless a tensor can have it. */
  Shape shape(long[] extents, long offset) throws FormatException {
    if (extents.length > MAX_RANK) {
      throw error(
          offset,
          "the shape has " + extents.length + " axes, the most is " + MAX_RANK,
          "the header is damaged, or the array is to be reshaped before it is saved");
    }
    int[] checked = new int[extents.length];
    for (int axis = 0; axis < checked.length; axis++) {
      if (extents[axis] < 0 || extents[axis] > Integer.MAX_VALUE) {
        throw error(
            offset,
            "extent " + extents[axis] + " of axis " + axis + " is outside 0 .. 2^31-1",
            "the header is damaged: export the file again");
      }
      checked[axis] = (int) extents[axis];
    }
    try {
      return Shape.of(checked);
    } catch (IllegalArgumentException tooLarge) {
      throw error(offset, tooLarge.getMessage(), "if that is expected, save smaller tensors");
    }
  }

  private void fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) { // it had this size when it was opened
        throw truncated(buffer.remaining());
      }
    }
  }

  private FormatException truncated(long wanted) throws IOException {
    return error(
        position(),
        "the file ends early, " + wanted + " more bytes are wanted here",
        "it is truncated: copy or export it again");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
