package decisive.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.experiments.Progress;
import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.checkpoint.WeightsHash;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a run is interrupted and its files are left, it ends as one that was not interrupted. */
class TrainingSessionTest {
  private static final RunConfig CONFIG =
      RunConfigJson.parse(
          "{\"data\": \"digits\", \"blocks\": [1, 1], \"width\": 2, \"k\": 2, \"epochs\": 3,"
              + " \"batch\": 240, \"lr\": 0.05, \"nesterov\": true, \"augment\": \"crop1\"}",
          "test");

  /** In an epoch: at its beginning, before 6 steps and 2 · 2 batches of validation. */
  private static final int ASKED = 1 + 6 + 4;

  @TempDir private static Path shared;
  @TempDir private Path directory;

  private final List<String> notes = new ArrayList<>();
  private final List<Integer> reported = new ArrayList<>();

  @BeforeAll
  static void trainWithoutInterruption() throws IOException {
    assertTrue(new TrainingSessionTest().go(shared.resolve("whole"), CONFIG, () -> false, "1h"));
  }

  private boolean go(Path run, RunConfig config, BooleanSupplier stop, String saveEvery)
      throws IOException {
    Progress progress =
        new Progress() {
          @Override
          public void step() {}

          @Override
          public void note(String text) {
            notes.add(text);
          }
        };
    boolean begun = Files.exists(run.resolve("config.json"));
    try (RunDirectory held = begun ? RunDirectory.open(run) : RunDirectory.create(run)) {
      TrainingSession session = new TrainingSession(held, config, "test");
      return session.run(
          Duration.parse("PT" + saveEvery),
          Deadline.after(Optional.empty()),
          stop,
          progress,
          record -> reported.add(record.history().epochs().size()));
    }
  }

  /** Says stop when it has been asked so often. */
  private static BooleanSupplier after(int asked) {
    int[] left = {asked};
    return () -> left[0]-- == 0;
  }

  private static String weights(Path file) throws IOException {
    return WeightsHash.of(Checkpoint.network(file));
  }

  private static List<String> withoutTimes(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
        .map(line -> line.replaceAll(",\"images_per_second.*", ""))
        .toList();
  }

  private static void assertSameAsWhole(Path run) throws IOException {
    Path whole = shared.resolve("whole");
    for (String file : List.of("last.safetensors", "best.safetensors")) {
      assertEquals(weights(whole.resolve(file)), weights(run.resolve(file)), file);
    }
    assertEquals(
        SafetensorsFile.read(whole.resolve("best.safetensors")).metadata(),
        SafetensorsFile.read(run.resolve("best.safetensors")).metadata());
    assertEquals(withoutTimes(whole), withoutTimes(run));
    assertEquals(3, withoutTimes(run).size());
  }

  @Test
  void goesOnFromEveryStepAndFromWithinAValidation() throws IOException {
    for (int asked = ASKED; asked <= 2 * ASKED; asked++) {
      Path run = directory.resolve("run" + asked);
      assertFalse(go(run, CONFIG, after(asked), "1h"), "stop " + asked);
      assertTrue(go(run, CONFIG, () -> false, "1h"));
      assertSameAsWhole(run);
    }
  }

  @Test
  void goesOnFromTheLastSaveWhenKilledLater() throws IOException {
    Path run = directory.resolve("run");
    assertFalse(go(run, CONFIG, after(ASKED + 3), "0s"));
    // What a kill would leave: an older state beside newer metrics, a newer best, a torn line.
    Path whole = shared.resolve("whole");
    Files.copy(
        whole.resolve("best.safetensors"),
        run.resolve("best.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        whole.resolve("metrics.jsonl"),
        run.resolve("metrics.jsonl"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(run.resolve("metrics.jsonl"), "{\"epoch\":4,\"lo", StandardOpenOption.APPEND);
    assertFalse(go(run, CONFIG, after(0), "1h"));
    assertEquals(withoutTimes(whole).subList(0, 1), withoutTimes(run));
    assertTrue(go(run, CONFIG, () -> false, "1h"));
    assertSameAsWhole(run);
    assertFalse(notes.stream().anyMatch(note -> note.contains("missing")), notes.toString());
  }

  @Test
  void aDoneRunStaysAsItIs() throws IOException {
    Path whole = shared.resolve("whole");
    Path run = directory.resolve("done");
    Files.createDirectory(run);
    for (String file : List.of("config.json", "last.safetensors", "best.safetensors")) {
      Files.copy(whole.resolve(file), run.resolve(file));
    }
    assertTrue(go(run, CONFIG, () -> true, "1h"));
    assertSameAsWhole(run); // the metrics are back
    assertEquals(List.of(3), reported);
  }

  @Test
  void theReportGrows() throws IOException {
    go(directory.resolve("run"), CONFIG, () -> false, "1h");
    assertEquals(List.of(0, 1, 2, 3), reported);
    assertEquals(3, notes.size());
    assertTrue(notes.get(0).startsWith("epoch 1: loss "), notes.get(0));
  }

  @Test
  void aMissingBestIsSaid() throws IOException {
    Path run = directory.resolve("run");
    go(run, CONFIG, after(ASKED + 1), "1h");
    Files.delete(run.resolve("best.safetensors"));
    go(run, CONFIG, after(0), "1h");
    assertEquals(
        run.resolve("best.safetensors")
            + " is missing, or not that of epoch 1, the best; only a better epoch will replace it",
        notes.get(notes.size() - 1));
  }

  private static RunConfig changed(Map<String, Object> settings) throws IOException {
    Path file = Files.createTempFile(shared, "config", ".json");
    Files.writeString(file, RunConfigJson.write(CONFIG));
    return RunConfigJson.read(file, settings);
  }

  @Test
  void anotherTrainingIsRefusedAndSaysWhatDiffers() throws IOException {
    Path run = directory.resolve("run");
    go(run, CONFIG, after(1), "1h");
    String before = weights(run.resolve("last.safetensors"));
    RunConfig other = changed(Map.of("lr", 0.1, "k", 1));
    assertEquals(
        run
            + ": cannot go on with another training than was begun: k is 1, was 2; lr is 0.1, was"
            + " 0.05",
        assertThrows(IllegalArgumentException.class, () -> go(run, other, () -> false, "1h"))
            .getMessage());
    assertEquals(before, weights(run.resolve("last.safetensors")));
  }

  @Test
  void otherDataAreRefusedByTheirHash() throws IOException {
    Path images = Images.folder(directory.resolve("images"), 40);
    RunConfig config = changed(Map.of("data", "images:" + images));
    Path run = directory.resolve("run");
    go(run, config, after(1), "1h");
    Path moved = directory.resolve("moved");
    Files.move(images, moved);
    RunConfig elsewhere = changed(Map.of("data", "images:" + moved));
    assertFalse(go(run, elsewhere, after(1), "1h")); // the same images in another place
    Files.move(moved.resolve("dark"), moved.resolve("dim"));
    String renamed =
        assertThrows(IllegalArgumentException.class, () -> go(run, elsewhere, () -> false, "1h"))
            .getMessage();
    assertTrue(renamed.contains("its class 0 is 'dim', the network of "), renamed);
    Files.move(moved.resolve("dim"), moved.resolve("dark"));
    Images.folder(moved, 41);
    String message =
        assertThrows(IllegalArgumentException.class, () -> go(run, elsewhere, () -> false, "1h"))
            .getMessage();
    assertTrue(
        message.matches(
            ".*/run: cannot go on with another training than was begun: the training images are"
                + " others \\(SHA-256 [0-9a-f]{64}, was [0-9a-f]{64}\\); .*"),
        message);
  }

  @Test
  void aLossThatIsNoNumberKeepsTheLastGoodState() throws IOException {
    Path run = directory.resolve("run");
    RunConfig wild = changed(Map.of("lr", 1e30, "schedule", "constant"));
    String message =
        assertThrows(IllegalStateException.class, () -> go(run, wild, () -> false, "0s"))
            .getMessage();
    assertTrue(message.startsWith("training: "), message);
    assertTrue(
        message.contains(run.resolve("last.safetensors") + " holds the state of epoch 1 of 3"),
        message);
    for (var parameter :
        Checkpoint.network(run.resolve("last.safetensors")).parameters().values()) {
      for (float value : parameter.value().data()) {
        assertTrue(Float.isFinite(value));
      }
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedAndTheStateStays() throws IOException {
    Path run = directory.resolve("run");
    go(run, CONFIG, after(2), "1h");
    String before = weights(run.resolve("last.safetensors"));
    Files.deleteIfExists(run.resolve("best.safetensors"));
    Files.createDirectory(run.resolve("best.safetensors"));
    assertEquals(
        run.resolve("best.safetensors")
            + ": is a directory; name a file in it instead; the run is safe as it was last saved:"
            + " mend that, then go on with --resume "
            + run,
        assertThrows(IOException.class, () -> go(run, CONFIG, () -> false, "1h")).getMessage());
    assertEquals(before, weights(run.resolve("last.safetensors")));
    Files.delete(run.resolve("best.safetensors"));
    assertTrue(go(run, CONFIG, () -> false, "1h"));
    assertSameAsWhole(run);
  }
}
