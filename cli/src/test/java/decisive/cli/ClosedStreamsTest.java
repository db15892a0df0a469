package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher gives the JVM three open streams. If one is closed, the JVM's next file gets its
 * number, is read as standard input or written as output, and the JVM ends in a segmentation fault.
 */
class ClosedStreamsTest {
  /** Writes which of its streams are open. */
  private static final String JAVA =
      """
      #!/bin/sh
      { true <&0; } 2>/dev/null && open=0
      { true >&1; } 2>/dev/null && open=$open,1
      { true >&2; } 2>/dev/null && open=$open,2
      printf %s "$open" >"$STREAMS"
      """;

  @TempDir private Path root;

  @Test
  void theyAreOpened() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the launcher is a shell script");
    FakeCheckout.in(root, JAVA);
    Files.createDirectories(root.resolve("target/launcher/1-1")); // as if it had been built
    Files.writeString(root.resolve("target/launcher/current"), "1-1\n");
    for (String closed : List.of("", "<&-", ">&-", "2>&-", "<&- >&- 2>&-")) {
      assertEquals("0,1,2", streams(closed), closed);
    }
  }

  private String streams(String closed) throws Exception {
    Path streams = root.resolve("streams");
    Files.deleteIfExists(streams);
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", "exec /bin/sh decisive memory store m - " + closed);
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().put("STREAMS", streams.toString());
    int code = builder.directory(root.toFile()).inheritIO().start().waitFor();
    assertEquals(0, code);
    return Files.readString(streams);
  }
}
