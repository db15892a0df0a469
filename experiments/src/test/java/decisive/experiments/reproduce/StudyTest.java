package decisive.experiments.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.experiments.Progress;
import decisive.experiments.Runner;
import decisive.experiments.train.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of a study are done once, wherever it was stopped. */
class StudyTest {
  private static final Map<String, Object> SMALL =
      Map.of("blocks", List.of(1), "width", 4, "epochs", 2, "batch", 200);

  @TempDir private Path directory;

  private static RunConfig config(int k, long seed) {
    Map<String, Object> settings = new HashMap<>(SMALL);
    settings.put("k", k);
    return Scale.MINUTES.run(null, settings, seed);
  }

  private static final class Steps implements Progress {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void step() {
      count.incrementAndGet();
    }

    @Override
    public void note(String text) {}
  }

  private Study study(String name, Runner runner, BooleanSupplier stop) {
    return new Study(directory.resolve(name), runner, (run, file) -> {}, "test", stop);
  }

  /** Times aside. */
  private static List<Object> figures(List<RunOutcome> outcomes) {
    return outcomes.stream()
        .<Object>map(
            one -> {
              RunResult r = one.result().orElseThrow();
              return List.of(
                  r.run(),
                  r.gatedPercent(),
                  r.decidedPercent(),
                  r.multiplicationsExact(),
                  r.multiplicationsExecuted(),
                  r.parameters(),
                  r.weightsSha256());
            })
        .toList();
  }

  @Test
  void eachRunIsDoneOnceAndTheSameInAnyOrder() throws Exception {
    List<RunConfig> configs = List.of(config(1, 1), config(2, 1), config(2, 2), config(1, 1));
    Steps steps = new Steps();
    Study study = study("a", Runner.threads(), () -> false);
    List<RunOutcome> outcomes = study.run(configs, steps);
    assertEquals(3 * 3, steps.count.get(), "two epochs and a measurement of three runs");
    assertEquals(outcomes.get(0), outcomes.get(3));
    assertTrue(configs.stream().allMatch(study::isDone));
    Path result = study.directory(configs.get(0)).resolve("result.json");
    FileTime before = Files.getLastModifiedTime(result);
    assertEquals(outcomes, study("a", Runner.inOrder(), () -> false).run(configs, steps));
    assertEquals(before, Files.getLastModifiedTime(result));
    List<RunOutcome> again =
        study("b", Runner.inOrder(), () -> false).run(configs, Progress.silent());
    assertEquals(figures(outcomes), figures(again));
  }

  @Test
  void whatWasStoppedGoesOn() {
    List<RunConfig> configs = List.of(config(2, 1), config(4, 1));
    AtomicInteger asked = new AtomicInteger();
    List<RunOutcome> stopped =
        study("c", Runner.inOrder(), () -> asked.incrementAndGet() > 9)
            .run(configs, Progress.silent());
    assertTrue(stopped.stream().anyMatch(one -> one.result().isEmpty()));
    assertTrue(
        stopped.stream()
            .allMatch(one -> one.failure().orElse("was stopped").equals("was stopped")));
    List<RunOutcome> done =
        study("c", Runner.inOrder(), () -> false).run(configs, Progress.silent());
    List<RunOutcome> whole =
        study("d", Runner.inOrder(), () -> false).run(configs, Progress.silent());
    assertEquals(figures(whole), figures(done));
  }

  @Test
  void aRunThatFailsDoesNotEndTheOthers() {
    RunConfig lost = Scale.MINUTES.run("mnist:no/such/file", Map.of("k", 1), 1);
    List<RunOutcome> outcomes =
        study("e", Runner.threads(), () -> false)
            .run(List.of(lost, config(1, 1)), Progress.silent());
    assertTrue(outcomes.get(0).failure().orElseThrow().contains("no/such/file"));
    assertTrue(outcomes.get(1).result().isPresent());
  }

  /** What is believed goes into tables and intervals. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"gated_percent\":90.0 | \"gated_percent\":-5 | gated_percent is -5.0, must be 0 to 100",
        "\"gated_percent\":90.0 | \"gated_percent\":\"NaN\" | gated_percent is NaN, must be 0 to 100",
        "\"gated_percent\":90.0 | \"gated_percent\":NaN | Non-standard token 'NaN'",
        "\"seconds\":1.0 | \"seconds\":1e999 | seconds is Infinity, must be 0 or more, and finite",
        "\"parameters\":10 | \"parameters\":-1 | parameters is -1.0, must be 0 or more",
        "\"seconds\":1.0} | \"seconds\":1.0} {} | Trailing token",
        "\"parameters\":10, | '' | Missing creator property 'parameters'",
        "\"run\":\"r\" | \"run\":\"s\" | the result of run s, not of r",
        "\"run\":\"r\" | \"run\":null | run",
        "\"weights_sha256\":\"HASH\" | \"weights_sha256\":\"x\" | weights_sha256 must be a SHA-256",
        "{ | [{ | Cannot deserialize value",
      })
  void aResultThatNoRunHasIsRefusedByName(String valid, String wrong, String message)
      throws IOException {
    String fine =
        "{\"run\":\"r\",\"gated_percent\":90.0,\"decided_percent\":89.0,"
            + "\"multiplications_exact\":5,\"multiplications_executed\":4,\"parameters\":10,"
            + "\"weights_sha256\":\"HASH\",\"seconds\":1.0}";
    String hash = "ab".repeat(32);
    Path file = directory.resolve("result.json");
    Files.writeString(file, fine.replace("HASH", hash));
    assertEquals(hash, Study.read(file, "r").weightsSha256());
    assertTrue(fine.contains(valid), valid);
    Files.writeString(file, fine.replace(valid, wrong).replace("HASH", hash));
    IOException refused = assertThrows(IOException.class, () -> Study.read(file, "r"));
    assertTrue(refused.getMessage().startsWith(file + ": "), refused.getMessage());
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    assertTrue(
        refused.getMessage().endsWith("; delete it, and the run is measured again"),
        refused.getMessage());
  }

  @Test
  void aRunIsNamedAfterItsSettings() {
    assertEquals(Study.hash(config(2, 1)), Study.hash(config(2, 1)));
    assertNotEquals(Study.hash(config(2, 1)), Study.hash(config(2, 2)));
    assertNotEquals(Study.hash(config(2, 1)), Study.hash(config(4, 1)));
    assertFalse(study("f", Runner.inOrder(), () -> false).isDone(config(1, 1)));
  }
}
