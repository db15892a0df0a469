package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.checkpoint.WeightsHash;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code decisive train} as the system sees it: signals, locks, and a disk that is full. */
class TrainProcessTest {
  private static final int SIGINT = 2;

  @TempDir private Path directory;

  private static List<String> arguments(Path run, String... more) {
    List<String> arguments = new ArrayList<>(TrainingChild.NETWORK);
    arguments.addAll(List.of("--out", run.toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** A process that was started so that Ctrl-C does not reach it hands that on to its children. */
  private static boolean isIgnored(int signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> new BigInteger(line.substring(7).strip(), 16).testBit(signal - 1));
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalFinishesTheStepSavesAndSaysHowToGoOn(String signal, int code) throws Exception {
    assumeFalse(signal.equals("INT") && isIgnored(SIGINT));
    Path run = directory.resolve("run");
    try (TrainingChild child =
        new TrainingChild("", arguments(run, "--epochs", "10000", "--save-every", "1h"))) {
      assertTrue(child.await("epoch 1: ", 1), child.printed());
      // Meanwhile it holds the directory.
      assertEquals(
          new DecisiveTest.Result(
              ExitCode.FAILURE,
              "",
              "decisive: "
                  + run
                  + ": another run is writing there; wait until it is done, or name another"
                  + " directory\n"),
          RealCommands.run("train", "--resume", run.toString()));
      new ProcessBuilder("kill", "-" + signal, "" + child.handle().pid()).start().waitFor();
      assertEquals(code, child.exitCode(), child.printed());
      String printed = child.printed();
      assertTrue(printed.contains("stopping: finishing the step and saving it\n"), printed);
      assertTrue(
          printed.endsWith("stopped and saved; go on with: decisive train --resume " + run + "\n"),
          printed);
      String weights = WeightsHash.of(Checkpoint.network(run.resolve("last.safetensors")));
      assertTrue(printed.contains("\nweights_sha256 " + weights + "\n"), printed);
    }
  }

  /** A limit on the size of files fails in the middle of a write, as a full disk does. */
  @Test
  void aFullDiskLeavesTheLastStateAsItWas() throws Exception {
    Path run = directory.resolve("run");
    List<String> begin = new ArrayList<>(List.of("train"));
    begin.addAll(arguments(run, "--epochs", "2", "--deadline", "0"));
    assertEquals(ExitCode.SUCCESS, RealCommands.run(begin.toArray(String[]::new)).code());
    byte[] before = Files.readAllBytes(run.resolve("last.safetensors"));
    try (TrainingChild child =
        new TrainingChild(
            "ulimit -f 16;", List.of("--resume", run.toString(), "--save-every", "0s"))) {
      assertEquals(ExitCode.FAILURE, child.exitCode(), child.printed());
      String line =
          "\ndecisive: "
              + run.resolve("last.safetensors")
              + ": File too large; nothing was changed; the run is safe as it was last saved: mend that, then go on with"
              + " --resume "
              + run
              + "\n";
      assertTrue(child.printed().endsWith(line), child.printed());
    }
    assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(run.resolve("last.safetensors"))));
    try (var files = Files.list(run)) {
      assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".tmp")).toList());
    }
    assertEquals(ExitCode.SUCCESS, RealCommands.run("train", "--resume", run.toString()).code());
  }
}
