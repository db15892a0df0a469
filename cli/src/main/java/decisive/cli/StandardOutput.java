package decisive.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output that outlives its reader: once a write has failed, later ones are dropped. A
 * closed pipe ({@code decisive … | head -1}) is no failure, since the reader had enough; a full
 * disk is one.
 */
final class StandardOutput extends OutputStream {
  private final OutputStream target;
  private IOException broken;

  StandardOutput(OutputStream target) {
    this.target = target;
  }

  static StandardOutput open() {
    return new StandardOutput(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    attempt(() -> target.write(bytes, offset, length));
  }

  @Override
  public void flush() {
    attempt(target::flush);
  }

  /** Why output was lost, or null if none was, or none that anybody wanted. */
  String failure() {
    return broken == null || "Broken pipe".equals(broken.getMessage()) ? null : broken.getMessage();
  }

  private void attempt(Write write) {
    if (broken == null) {
      try {
        write.run();
      } catch (IOException e) {
        broken = e;
      }
    }
  }

  private interface Write {
    void run() throws IOException;
  }
}
