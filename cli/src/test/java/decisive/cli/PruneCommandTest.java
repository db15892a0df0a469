package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pruning a network that a run of the digits leaves. */
class PruneCommandTest {
  @TempDir private static Path shared;
  @TempDir private Path directory;

  @BeforeAll
  static void train() {
    DecisiveTest.Result result =
        RealCommands.run(
            ("train --data digits --blocks 1,1 --width 8 --k 4 --epochs 2 --batch 60 --lr 0.2"
                    + " --seed 5 --out "
                    + shared.resolve("run"))
                .split(" "));
    assertEquals(ExitCode.SUCCESS, result.code(), result.err());
  }

  private DecisiveTest.Result prune(String line) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "prune",
                "--checkpoint",
                shared.resolve("run/last.safetensors").toString(),
                "--images",
                "200",
                "--out",
                directory.resolve("pruned").toString()));
    if (!line.isEmpty()) {
      words.addAll(List.of(line.split(" ")));
    }
    return RealCommands.run(words.toArray(String[]::new));
  }

  private JsonNode results() throws IOException {
    return new ObjectMapper().readTree(directory.resolve("pruned/results.json").toFile());
  }

  @Test
  void goesAsFarAsAccuracyAllows() throws Exception {
    DecisiveTest.Result result = prune("--max-drop 3");
    assertEquals(ExitCode.SUCCESS, result.code(), result.err());
    assertTrue(result.out().contains("← chosen"), result.out());
    JsonNode results = results();
    JsonNode curve = results.get("curve");
    int chosen = results.get("chosen").asInt();
    double before = curve.get(0).get("training_percent").asDouble();
    for (int i = 0; i <= chosen; i++) {
      assertTrue(curve.get(i).get("training_percent").asDouble() >= before - 3);
    }
    assertTrue(
        curve.size() == chosen + 1
            || curve.get(chosen + 1).get("training_percent").asDouble() < before - 3);
    for (int i = 1; i < curve.size(); i++) {
      assertTrue(curve.get(i).get("weights").asLong() < curve.get(i - 1).get("weights").asLong());
    }
    assertTrue(results.get("seconds_before").asDouble() > 0);
    assertTrue(results.get("seconds_after").asDouble() > 0);
    String html = Files.readString(directory.resolve("pruned/report.html"));
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(
            new ByteArrayInputStream(
                html.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    assertTrue(html.contains("Pruning a network of digits"));
  }

  @Test
  void whatItWritesIsADecidedNetwork() throws IOException {
    assertEquals(ExitCode.SUCCESS, prune("--maps 7").code());
    JsonNode after = results().get("curve").get(results().get("chosen").asInt());
    assertEquals(7, after.get("gone").asInt());
    DecisiveTest.Result decided =
        RealCommands.run(
            "decide",
            "--execution",
            "sparse",
            "--checkpoint",
            directory.resolve("pruned/pruned.safetensors").toString());
    assertEquals(ExitCode.SUCCESS, decided.code(), decided.err());
    String accuracy =
        String.format(
            Locale.ROOT, "accuracy %.2f %% decided", after.get("test_percent").asDouble());
    assertTrue(decided.out().contains(accuracy), accuracy + " in " + decided.out());
  }

  @Test
  void saysWhatIsWrongInALine() {
    assertFails(1, prune("--maps 39"), "would lose all of its");
    assertFails(1, prune("--maps 100"), "prune: 100 maps, of 40 that may go");
    assertFails(2, prune("--max-drop -1"), "want points of accuracy, 0 to 100");
    assertFalse(Files.exists(directory.resolve("pruned/results.json")), "nothing half-written");
  }

  private static void assertFails(int code, DecisiveTest.Result result, String message) {
    assertEquals(code, result.code(), result.err());
    List<String> own = result.err().lines().filter(line -> line.startsWith("decisive: ")).toList();
    assertEquals(1, own.size(), result.err());
    assertTrue(own.get(0).contains(message), result.err());
    assertFalse(result.err().contains("\tat "), result.err());
  }
}
