package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code decisive train} in a process of its own; what it prints can be followed. */
final class TrainingChild implements AutoCloseable {
  /** A network of which a whole run takes a second. */
  static final List<String> NETWORK =
      List.of("--data", "digits", "--blocks", "1,1", "--width", "4", "--k", "2");

  private static final int SECONDS = 120;

  private final Process process;
  private final BufferedReader output;
  private final StringBuilder read = new StringBuilder();

  /**
   * @param shell put before the command, to be run by {@code sh}; empty for none
   */
  TrainingChild(String shell, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (!shell.isEmpty()) {
      command.addAll(List.of("sh", "-c", shell + " exec \"$@\"", "sh"));
    }
    command.add(ChildJvm.tool("java"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-Djava.awt.headless=true"));
    command.addAll(ChildJvm.modulePath());
    command.addAll(List.of("-m", "decisive.cli/" + Decisive.class.getName()));
    command.add("train");
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    output = process.inputReader();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Waits until it has printed so many more lines that contain the text.
   *
   * @return false if it ended before
   */
  boolean await(String text, int times) throws Exception {
    int found = 0;
    while (found < times) {
      String line = within(output::readLine);
      if (line == null) {
        return false;
      }
      read.append(line).append('\n');
      found += line.contains(text) ? 1 : 0;
    }
    return true;
  }

  /** Waits for its end. */
  int exitCode() throws Exception {
    for (String line; (line = within(output::readLine)) != null; ) {
      read.append(line).append('\n');
    }
    assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS));
    return process.exitValue();
  }

  /** What it has printed, as far as it was waited for. */
  String printed() {
    return read.toString();
  }

  private interface Probe {
    String get() throws IOException;
  }

  private static String within(Probe probe) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return probe.get();
              } catch (IOException closed) {
                throw new UncheckedIOException(closed);
              }
            })
        .get(SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
