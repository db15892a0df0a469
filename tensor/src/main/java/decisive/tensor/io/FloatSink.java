package decisive.tensor.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes float32 numbers little-endian, every bit as it is, NaN payloads included. */
final class FloatSink {
  private static final int CHUNK = 1 << 14;

  private FloatSink() {}

  static void write(OutputStream out, float[] values) throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.min(CHUNK, values.length) * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < values.length; done += CHUNK) {
      int now = Math.min(CHUNK, values.length - done);
      buffer.clear().asFloatBuffer().put(values, done, now);
      out.write(buffer.array(), 0, now * Float.BYTES);
    }
  }
}
