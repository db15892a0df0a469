package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rerunning a figure of the paper: the one that takes a single run. */
class ReproduceCommandTest {
  @TempDir private Path directory;

  private DecisiveTest.Result reproduce(String line) {
    return RealCommands.run(("reproduce " + line + " --out " + directory).split(" +"));
  }

  @Test
  void aFigureIsMadeOnceAndReadAgain() throws Exception {
    DecisiveTest.Result result = reproduce("figures2-4");
    assertEquals(ExitCode.SUCCESS, result.code(), result.err());
    assertTrue(result.err().contains("1 training run, 0 of them done before"), result.err());
    assertTrue(result.err().contains("the paper: ResNet-18"), result.err());
    assertTrue(result.out().contains("Two classes share winners"), result.out());
    String json = Files.readString(directory.resolve("results.json"));
    String html = Files.readString(directory.resolve("report.html"));
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(
            new ByteArrayInputStream(
                html.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    assertTrue(html.contains("decisive reproduce figures2-4 --scale minutes --seeds 5"));
    assertTrue(Files.readString(directory.resolve("figures2-4.csv")).startsWith("layer,maps,\""));
    DecisiveTest.Result again = reproduce("figures2-4");
    assertTrue(again.err().contains("1 training run, 1 of them done before"), again.err());
    assertEquals(json, Files.readString(directory.resolve("results.json")));
  }

  /** A run without data fails, and says why; the report is written all the same. */
  @Test
  void whatFailsIsReported() throws Exception {
    DecisiveTest.Result result = reproduce("figures2-4 --data mnist:no/such");
    assertEquals(ExitCode.FAILURE, result.code(), result.err());
    assertTrue(result.err().contains("how long is not known (no/such"), result.err());
    String html = Files.readString(directory.resolve("report.html"));
    assertTrue(html.contains("Runs without a result: 1") && html.contains("no/such"), html);
  }

  @Test
  void saysWhatIsWrongInALine() {
    assertFails(
        reproduce("table9"), "no experiment table9; choose table1, multiplications, table2");
    assertFails(reproduce(""), "name one of table1");
    assertFails(reproduce("table1 --scale days"), "choose minutes, hours or paper");
    assertFails(reproduce("table1 --scale hours"), "--data is needed at this scale");
    assertFails(reproduce("table1 --threads 2 --parallel 7"), "--parallel 7: want 1 to 2");
    assertFails(reproduce("table1 --seeds 0"), "--seeds");
  }

  private static void assertFails(DecisiveTest.Result result, String message) {
    assertEquals(ExitCode.USAGE, result.code(), result.err());
    assertTrue(result.err().contains(message), result.err());
    assertEquals(1, result.err().strip().lines().count(), result.err());
  }
}
