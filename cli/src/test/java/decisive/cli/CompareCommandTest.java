package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first command a student types. */
class CompareCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Decisive(console, Decisive.commands()).run(args);
  }

  @Test
  void leavesATableAReportAndResults(@TempDir Path directory) throws IOException {
    Path runs = directory.resolve("new/run");
    int code =
        run("compare", "--quick", "--k", "2,8", "--epochs", "1", "--seed", "3", "--out", "" + runs);
    assertEquals(ExitCode.SUCCESS, code, err.toString(StandardCharsets.UTF_8));

    JsonNode results = new ObjectMapper().readTree(runs.resolve("results.json").toFile());
    assertEquals(3, results.path("environment").path("seed").asLong());
    String hash = results.path("weights_sha256").asText();
    assertTrue(hash.matches("[0-9a-f]{64}"), hash);
    String printed = out.toString(StandardCharsets.UTF_8);
    assertTrue(printed.contains("weights_sha256 " + hash), printed);
    assertTrue(printed.contains("pixels, 17 levels"), printed);
    assertTrue(Files.readString(runs.resolve("report.html")).contains("--seed 3 --k 2,8"));
    assertTrue(Files.size(runs.resolve("accuracy-multiplications.svg")) < 60_000);
    String progress = err.toString(StandardCharsets.UTF_8);
    assertTrue(progress.contains("seed 3, "), progress);
    assertTrue(progress.contains("100 %"), progress);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--k 3 | compare: k = 3 does not divide the 16 maps; try 1,2,4,8,16",
        "--epochs 0 | compare: 0 epochs; choose 1 to 10000",
        "--threads 0 | --threads 0: want 1 to 1024",
        "--seed x | --seed x: want a whole number of up to 18 digits",
        "--sed 1 | unknown option --sed; did you mean --seed?",
      })
  void usageErrorsAreOneLine(String option, String message) {
    String[] words = option.split(" ");
    assertEquals(ExitCode.USAGE, run("compare", words[0], words[1]));
    assertEquals("decisive: " + message, err.toString(StandardCharsets.UTF_8).strip());
  }

  @Test
  void aFileInTheWayIsSaidBeforeTheWork(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("taken"), "mine");
    assertEquals(ExitCode.USAGE, run("compare", "--quick", "--out", file.toString()));
    assertEquals(
        "decisive: --out " + file + " is a file; name a directory",
        err.toString(StandardCharsets.UTF_8).strip());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void anEmptyDirectoryNameIsNotTheCurrentDirectory() {
    assertEquals(ExitCode.USAGE, run("compare", "--quick", "--out", ""));
    assertEquals(
        "decisive: --out wants the name of a directory, which is made if missing",
        err.toString(StandardCharsets.UTF_8).strip());
  }
}
