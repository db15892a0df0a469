package decisive.datasets;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A file compressed by gzip or not: its first bytes tell, not its name. */
final class PackedFile {
  private static final int BUFFER = 1 << 16;

  /** How files begin that are of no use here. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "PK\3\4", "a zip archive",
          "BZh", "compressed by bzip2",
          "\u00fd7zXZ", "compressed by xz",
          "7z\u00bc\u00af", "a 7z archive",
          "(\u00b5/\u00fd", "compressed by zstd",
          "<!DO", "a web page",
          "<htm", "a web page",
          "version https://git-lfs", "Git LFS's pointer to a file");

  private PackedFile() {}

  /**
   * The content, unpacked where it is packed.
   *
   * @throws IOException if it is no plain file (a pipe would be waited for), or packed otherwise
   */
  static InputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": is a pipe or a device, not a file");
    }
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      in.mark(32);
      String head = new String(in.readNBytes(32), StandardCharsets.ISO_8859_1);
      in.reset();
      if (head.startsWith("\u001f\u008b")) {
        return new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
      }
      for (Map.Entry<String, String> other : OTHERS.entrySet()) {
        if (head.startsWith(other.getKey())) {
          throw new IOException(
              file
                  + ": is "
                  + other.getValue()
                  + ", which is not read; unpack it, or fetch it again");
        }
      }
      return in;
    } catch (Throwable e) {
      in.close();
      throw e;
    }
  }

  /** A stream of which no more is read than is allowed, in all and until the next allowance. */
  static final class Bounded extends FilterInputStream {
    private final String error;
    private long all;
    private long now = Long.MAX_VALUE;

    /**
     * @param all bytes that may be read
     * @param error the message if more are
     */
    Bounded(InputStream in, long all, String error) {
      super(in);
      this.all = all;
      this.error = error;
    }

    /** Allows so many bytes from here on, within those allowed in all. */
    void allow(long bytes) {
      now = bytes;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = in.read(bytes, from, length);
      count(Math.max(0, read));
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = in.skip(bytes);
      count(skipped);
      return skipped;
    }

    private void count(long bytes) throws IOException {
      all -= bytes;
      now -= bytes;
      if (all < 0 || now < 0) {
        throw new IOException(error);
      }
    }
  }
}
