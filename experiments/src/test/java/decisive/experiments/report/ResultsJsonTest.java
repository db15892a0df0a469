package decisive.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decisive.experiments.SyntheticComparison;
import decisive.experiments.compare.Comparison;
import decisive.testing.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsJsonTest {
  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void damagedResultsAreRefusedOrRead(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("results.json");
    Files.writeString(file, ResultsJson.write(SyntheticComparison.standard()));
    Mutations.of(file)
        .named("results.json: ")
        .check(
            () -> {
              String json = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
              assertNotNull(ResultsJson.read(json));
            });
  }

  @Test
  void namesAreStable() throws IOException {
    JsonNode json = new ObjectMapper().readTree(ResultsJson.write(SyntheticComparison.standard()));
    assertEquals(
        List.of("configuration", "environment", "weights_sha256", "models", "samples"),
        names(json));
    assertEquals(
        List.of(
            "dataset",
            "train_images",
            "test_images",
            "preparation",
            "network",
            "competition",
            "epochs",
            "batch_size",
            "optimizer",
            "learning_rate_schedule",
            "temperature_schedule",
            "k",
            "command"),
        names(json.get("configuration")));
    assertEquals(
        List.of("seed", "kernels", "threads", "jdk", "os", "architecture", "version", "date"),
        names(json.get("environment")));
    JsonNode network = json.get("models").get(1);
    assertEquals(
        List.of(
            "kind",
            "name",
            "k",
            "accuracy_percent",
            "multiplications_exact",
            "multiplications_executed",
            "parameters",
            "seconds_to_train",
            "seconds_to_evaluate",
            "seconds_an_image",
            "weights_sha256",
            "history",
            "win_shares"),
        names(network));
    assertEquals("network", network.get("kind").asText());
    JsonNode memory = json.get("models").get(5);
    assertEquals(
        List.of(
            "kind",
            "name",
            "input",
            "accuracy_percent",
            "bits",
            "seconds_to_train",
            "seconds_to_evaluate"),
        names(memory));
    assertEquals("memory", memory.get("kind").asText());
    assertEquals("{\"of\":\"pixels\",\"levels\":17}", memory.get("input").toString());
    JsonNode codes = json.get("models").get(7).get("input");
    assertEquals("{\"of\":\"codes\",\"k\":2}", codes.toString());
    assertEquals(
        List.of(
            "epoch",
            "loss",
            "train_accuracy_percent",
            "gated_accuracy_percent",
            "decided_accuracy_percent",
            "temperature",
            "learning_rate"),
        names(network.get("history").get(0)));
    assertEquals(
        List.of("layer", "channels", "group_size", "shares"),
        names(network.get("win_shares").get(0)));
    assertEquals(List.of("index", "label", "pixels", "answers"), names(json.get("samples").get(0)));
  }

  @Test
  void roundTrip() {
    Comparison comparison = SyntheticComparison.standard();
    String json = ResultsJson.write(comparison);
    assertEquals(comparison, ResultsJson.read(json));
    assertEquals(json, ResultsJson.write(ResultsJson.read(json)));
    assertTrue(json.contains("\n  \"models\" : ["), "pretty");
  }

  @Test
  void refusesWhatIsNotAComparison() {
    for (String bad : List.of("", "{", "[]", "{\"models\": 3}", "{\"winner\": 1}")) {
      var error = assertThrows(IllegalArgumentException.class, () -> ResultsJson.read(bad));
      assertTrue(error.getMessage().startsWith("results.json: "), error::getMessage);
    }
  }
}
