package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One build at a time, also after a launcher was killed in the middle of one. */
class LauncherLockTest {
  /** A build; the first goes on until a line can be read from a pipe. */
  private static final String MVN =
      """
      #!/bin/sh
      echo begin >>"$LOG"
      [ "$(grep -c begin "$LOG")" -gt 1 ] || read line <"$PIPE"
      mkdir -p cli/target/lib
      touch cli/target/decisive-cli-1.jar cli/target/lib/one.jar
      echo end >>"$LOG"
      """;

  @TempDir private Path root;

  private Process launcher() throws Exception {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "decisive", "--version");
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().put("LOG", root.resolve("log").toString());
    builder.environment().put("PIPE", root.resolve("pipe").toString());
    builder
        .environment()
        .merge("PATH", "", (path, none) -> root.resolve("bin") + File.pathSeparator + path);
    return builder.directory(root.toFile()).start();
  }

  private static void says(String what, Process process) throws Exception {
    BufferedReader errors = process.errorReader();
    String line = errors.readLine();
    while (!line.contains(what)) {
      line = errors.readLine();
    }
  }

  @Test
  void aKilledLaunchersBuildIsWaitedFor() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "flock holds the lock");
    FakeCheckout.in(root, "#!/bin/sh\n");
    FakeCheckout.script(root.resolve("bin/mvn"), MVN);
    assertEquals(
        0, new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor());
    Process killed = launcher();
    says("building", killed);
    Process first = launcher();
    Process second = launcher();
    says("waiting for another build", first);
    says("waiting for another build", second);
    killed.destroyForcibly().waitFor(); // its Maven goes on, and holds the lock
    Files.writeString(root.resolve("pipe"), "go on\n");
    assertEquals(0, first.waitFor());
    assertEquals(0, second.waitFor());
    List<String> log = Files.readAllLines(root.resolve("log"));
    assertEquals(
        List.of("begin", "end", "begin", "end"), log, "the second found what the first built");
  }
}
