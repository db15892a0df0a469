package decisive.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output that outlives its reader: once a write has failed, later ones are dropped. A
 * closed pipe ({@code decisive … | head -1}) is no failure, since the reader had enough; a full
 * disk is one.
 */
final class StandardOutput extends OutputStream {
  /** POSIX's type bits of a file's mode, and those of a pipe and of a socket. */
  private static final int TYPE = 0170000;

  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private final OutputStream target;
  private final boolean hasReader;
  private IOException broken;

  /**
   * @param hasReader whether the other end is a program, which may have had enough
   */
  StandardOutput(OutputStream target, boolean hasReader) {
    this.target = target;
    this.hasReader = hasReader;
  }

  static StandardOutput open() {
    return new StandardOutput(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
        isPipe(Path.of("/dev/fd/1")));
  }

  /**
   * Asked of the file, since the system's message for a closed pipe is in the user's language.
   * False where that cannot be determined.
   */
  static boolean isPipe(Path file) {
    try {
      int type = (Integer) Files.getAttribute(file, "unix:mode") & TYPE;
      return type == PIPE || type == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
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
    return broken == null || hasReader ? null : broken.getMessage();
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
