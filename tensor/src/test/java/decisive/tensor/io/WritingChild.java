package decisive.tensor.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program in the middle of writing a file, until it reads a line or is killed. */
final class WritingChild {
  private WritingChild() {}

  public static void main(String[] args) throws IOException {
    AtomicFile.write(
        Path.of(args[0]),
        out -> {
          out.write("whole".getBytes(StandardCharsets.UTF_8));
          out.flush();
          System.out.println("writing");
          System.out.flush();
          System.in.read();
        });
  }
}
