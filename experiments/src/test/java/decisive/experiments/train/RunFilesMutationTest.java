package decisive.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.testing.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged texts of runs are refused or read as what they now say. */
class RunFilesMutationTest {
  @TempDir private Path directory;

  @Test
  void configurations() throws IOException {
    Path file = directory.resolve("config.json");
    Map<String, Object> given =
        Map.of(
            "data",
            "digits",
            "blocks",
            List.of(1, 1),
            "k_per_layer",
            List.of(1, 2, 1, 2),
            "lr",
            0.1);
    Files.writeString(file, RunConfigJson.write(RunConfigJson.read(null, given)));
    Mutations.of(file)
        .check(
            () -> {
              try {
                RunConfig config = RunConfigJson.read(file, Map.of());
                assertEquals(config, RunConfigJson.parse(RunConfigJson.line(config), "again"));
              } catch (InvalidSettingException e) { // names the setting, which may be an option's
                throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
              }
            });
  }

  @Test
  void metrics() throws IOException {
    Path file = directory.resolve("metrics.jsonl");
    EpochRecord first = new EpochRecord(1, 2.3, 10, 2.2, 11, 12.5, 1, 0.1, 1e3, 2, 0.5);
    EpochRecord second = new EpochRecord(2, 1.3, 40, null, 41, 42.5, 9, 0.01, 1e3, 2, 0.5);
    Files.writeString(file, new RunHistory(List.of(first, second)).lines());
    Mutations.of(file)
        .named("metrics: ")
        .check(
            () -> {
              String lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
              RunHistory history = RunHistory.parse(lines);
              history.best().ifPresent(best -> assertNotNull(best.toString()));
            });
  }

  /** Was once a {@code NullPointerException}. */
  @Test
  void aLineOfNullIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> RunHistory.parse("null\n")).getMessage();
    assertTrue(message.startsWith("metrics: "), message);
  }
}
