package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.checkpoint.WeightsHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run killed at random instants, gone on with each time, ends with the bits of one in peace. */
class KilledTrainingTest {
  /** {@code -Ddecisive.kills=20} for a longer trial. */
  private static final int KILLS = Integer.getInteger("decisive.kills", 3);

  private static final int EPOCHS = 4;

  @TempDir private Path directory;

  private static List<String> arguments(String... more) {
    List<String> arguments = new ArrayList<>(TrainingChild.NETWORK);
    arguments.addAll(List.of("--batch", "64", "--epochs", "" + EPOCHS, "--augment", "crop1"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  @Test
  void endsWithTheBitsOfARunThatWasNotKilled() throws Exception {
    Path whole = directory.resolve("whole");
    String[] command = arguments("--out", whole.toString()).toArray(String[]::new);
    List<String> words = new ArrayList<>(List.of("train"));
    words.addAll(List.of(command));
    DecisiveTest.Result expected = RealCommands.run(words.toArray(String[]::new));
    assertEquals(ExitCode.SUCCESS, expected.code(), expected.err());

    SplittableRandom random = new SplittableRandom(11);
    int kills = 0;
    for (int run = 0; kills < KILLS; run++) {
      Path killed = directory.resolve("killed" + run);
      boolean ended = false;
      while (!ended && kills < KILLS) {
        ended = !killed(killed, random);
        kills += ended ? 0 : 1;
      }
      DecisiveTest.Result last =
          Files.exists(killed.resolve("config.json"))
              ? RealCommands.run("train", "--resume", killed.toString())
              : expected; // killed before anything was there
      assertEquals(ExitCode.SUCCESS, last.code(), last.err());
      if (Files.exists(killed.resolve("config.json"))) {
        assertSame(whole, killed);
      }
    }
  }

  /**
   * Begins the run or goes on, and kills it a random while after a random line of its progress.
   *
   * @return false if it ended before that
   */
  private static boolean killed(Path run, SplittableRandom random) throws Exception {
    int lines = random.nextInt(8);
    int spins = random.nextInt(2_000_000);
    String saves = random.nextBoolean() ? "0s" : "1h"; // at every step, or at every epoch
    List<String> arguments =
        Files.exists(run.resolve("config.json"))
            ? List.of("--resume", run.toString(), "--save-every", saves)
            : arguments("--out", run.toString(), "--save-every", saves);
    try (TrainingChild child = new TrainingChild("", arguments)) {
      assertTrue(child.await("images to learn", 1), child.printed());
      child.await("training: ", lines);
      for (int i = 0; i < spins; i++) {
        Thread.onSpinWait();
      }
      child.handle().destroyForcibly();
      int code = child.exitCode();
      assertTrue(code == 137 || code == ExitCode.SUCCESS, code + "\n" + child.printed());
      return code == 137;
    }
  }

  private static void assertSame(Path whole, Path run) throws IOException {
    for (String file : List.of("last.safetensors", "best.safetensors")) {
      assertEquals(
          WeightsHash.of(Checkpoint.network(whole.resolve(file))),
          WeightsHash.of(Checkpoint.network(run.resolve(file))),
          file);
    }
    assertEquals(metricsWithoutTimes(whole), metricsWithoutTimes(run));
    assertEquals(EPOCHS, metricsWithoutTimes(run).size());
  }

  private static List<String> metricsWithoutTimes(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
        .map(line -> line.replaceAll(",\"images_per_second.*", ""))
        .toList();
  }
}
