package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import decisive.testing.ChildJvm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as the shell sees it: a process with streams and an exit code. */
class ProcessTest {
  @TempDir private Path directory;

  private record Outcome(int code, String out, String err) {}

  private Outcome run(List<String> jvm, String... args) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ChildJvm.tool("java"));
    command.addAll(jvm);
    command.addAll(ChildJvm.modulePath());
    command.addAll(List.of("-m", "decisive.cli/" + Decisive.class.getName()));
    command.addAll(List.of(args));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    int code =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Outcome(code, Files.readString(out), Files.readString(err));
  }

  @Test
  void exitCodesReachTheShell() throws Exception {
    Outcome version = run(List.of(), "--version");
    assertEquals(new Outcome(0, "decisive " + Decisive.version() + "\n", ""), version);
    Outcome unknown = run(List.of(), "frobnicate");
    assertEquals(
        new Outcome(2, "", "decisive: unknown command frobnicate; --help lists them\n"), unknown);
  }

  @Test
  void withoutTheModuleTheDoctorSaysWhatToAdd() throws Exception {
    Outcome outcome = run(List.of(), "doctor");
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(outcome.out().contains("kernels     plain: "), outcome.out());
    assertTrue(outcome.out().contains("--add-modules jdk.incubator.vector"), outcome.out());
  }

  @Test
  void anUnknownKernelSetIsOneLine() throws Exception {
    Outcome outcome = run(List.of("-Ddecisive.kernels=fast"), "doctor");
    assertEquals(
        new Outcome(
            1, "", "decisive: kernels fast: unknown; -Ddecisive.kernels takes plain or simd\n"),
        outcome);
  }

  @Test
  void aSolutionThatEndsTheProgramHasFailed() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("SoftmaxGate.java"),
            """
            import decisive.tutorials.exercise.laws.SoftmaxGateLaws;

            public class SoftmaxGate implements SoftmaxGateLaws.Contract {
              @Override
              public float[] gate(float[] x, float temperature) {
                System.exit(0);
                return x;
              }
            }
            """);
    Outcome outcome = run(List.of(), "exercise", "check", "18", "--file", file.toString());
    assertEquals(1, outcome.code());
    assertTrue(outcome.out().contains("does the solution call System.exit"), outcome.out());
  }

  @Test
  void aClosedPipeIsNoFailureAndAFullDiskIsOne() {
    StandardOutput closed = new StandardOutput(failing("Datenübergabe unterbrochen"), true);
    closed.write('x');
    closed.flush();
    assertNull(closed.failure());
    StandardOutput full = new StandardOutput(failing("No space left on device"), false);
    full.write('x');
    assertEquals("No space left on device", full.failure());
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    StandardOutput fine = new StandardOutput(kept, false);
    fine.write("ok".getBytes(StandardCharsets.UTF_8), 0, 2);
    assertEquals("ok", kept.toString(StandardCharsets.UTF_8));
    assertNull(fine.failure());
  }

  @Test
  void aPipeIsToldFromAFile() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/fd/1")), "no /dev/fd here");
    Path pipe = directory.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertTrue(StandardOutput.isPipe(pipe));
    assertFalse(StandardOutput.isPipe(Files.createFile(directory.resolve("file"))));
    assertFalse(StandardOutput.isPipe(Path.of("/dev/null")));
    assertFalse(StandardOutput.isPipe(directory.resolve("missing")));
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
