package decisive.memory.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** How a batch gets to the disk; apart so that it can be made to fail. */
interface Disk {
  void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException;

  void force(FileChannel channel) throws IOException;

  /** The file system's. */
  Disk REAL =
      new Disk() {
        @Override
        public void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
          int length = bytes.limit();
          while (bytes.position() < length) {
            bytes.limit(Math.min(length, bytes.position() + StoreBytes.CHUNK));
            channel.write(bytes, at + bytes.position());
          }
        }

        @Override
        public void force(FileChannel channel) throws IOException {
          channel.force(true);
        }
      };
}
