package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.checkpoint.WeightsHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {
  @TempDir private Path directory;

  private static DecisiveTest.Result train(String line, String... more) {
    List<String> words = new ArrayList<>(List.of(("train " + line).strip().split(" ")));
    words.addAll(List.of(more));
    return RealCommands.run(words.toArray(String[]::new));
  }

  private static DecisiveTest.Result done(DecisiveTest.Result result) {
    assertEquals(ExitCode.SUCCESS, result.code(), result.err());
    return result;
  }

  private static final String TINY =
      "--data digits --blocks 1 --width 4 --k 2 --epochs 2 --batch 240";

  @Test
  void leavesARunThatItsOwnConfigurationRepeats() throws IOException {
    Path run = directory.resolve("new/run");
    DecisiveTest.Result first = done(train(TINY + " --lr 0.2 --threads 1", "--out", "" + run));
    assertEquals(
        List.of(
            ".lock",
            "best.safetensors",
            "config.json",
            "last.safetensors",
            "metrics.jsonl",
            "report.html"),
        Files.list(run).map(file -> file.getFileName().toString()).sorted().toList());
    String hash = WeightsHash.of(Checkpoint.network(run.resolve("last.safetensors")));
    assertTrue(first.out().contains("\nweights_sha256 " + hash + "\n"), first.out());
    assertTrue(
        first.out().matches("test accuracy, decided: \\d+\\.\\d\\d % after epoch 2; (?s).*"));
    assertTrue(first.err().contains("1,437 images to learn, 360 to test; seed 42"), first.err());
    assertTrue(first.err().contains("training: 100 % (12 of 12)"), first.err());
    assertTrue(Files.readString(run.resolve("report.html")).contains(hash));

    String config = run.resolve("config.json").toString();
    Path again = directory.resolve("again");
    DecisiveTest.Result second =
        done(train("--threads 2", "--config", config, "--out", "" + again));
    assertTrue(second.out().contains("\nweights_sha256 " + hash + "\n"), second.out());
    Path other = directory.resolve("other");
    DecisiveTest.Result third = done(train("--seed 7", "--config", config, "--out", "" + other));
    assertFalse(third.out().contains(hash), third.out());
  }

  @Test
  void printsWhatTheReadmeShows() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String shown = readme.substring(readme.indexOf("$ ./decisive train ") + 19);
    String command = shown.substring(0, shown.indexOf(" --out runs/digits\n"));
    Path run = directory.resolve("digits");
    String printed = done(train(command, "--out", "" + run)).out();
    String expected = printed.replace(run.toString(), "runs/digits");
    assertTrue(shown.contains("\n" + expected + "```"), "the README does not show:\n" + expected);
  }

  @Test
  void aDeadlineOfNothingStopsAfterOneStepAndARunThatIsResumedEnds() throws IOException {
    Path whole = directory.resolve("whole");
    done(train(TINY, "--out", "" + whole));
    Path run = directory.resolve("run");
    DecisiveTest.Result stopped = done(train(TINY + " --deadline 0", "--out", "" + run));
    assertTrue(
        stopped
            .out()
            .endsWith("stopped and saved; go on with: decisive train --resume " + run + "\n"),
        stopped.out());
    for (int calls = 0; stopped.out().contains("stopped and saved"); calls++) {
      assertTrue(calls < 20);
      stopped = done(train("--deadline 0s", "--resume", "" + run));
    }
    assertEquals(
        WeightsHash.of(Checkpoint.network(whole.resolve("last.safetensors"))),
        WeightsHash.of(Checkpoint.network(run.resolve("last.safetensors"))));
    // Once more: there is nothing left to do.
    DecisiveTest.Result done = done(train("", "--resume", "" + run));
    assertTrue(done.out().contains("after epoch 2; best "), done.out());
  }

  @Test
  void aRunGoesOnWithItsOwnSettingsOnly() {
    Path run = directory.resolve("run");
    done(train(TINY + " --deadline 0", "--out", "" + run));
    assertEquals(
        new DecisiveTest.Result(
            ExitCode.USAGE,
            "",
            "decisive: --resume "
                + run
                + ": goes on only with the settings it was begun with: c is [2], was not given; k is"
                + " not given, was 2; lr is 0.5, was 0.1\n"),
        train("--lr 0.5 --c 2", "--resume", "" + run));
    done(train("--k 2 --threads 2 --deadline 0", "--resume", "" + run));
    assertEquals(
        new DecisiveTest.Result(
            ExitCode.FAILURE,
            "",
            "decisive: "
                + run
                + ": holds a run already; go on with --resume "
                + run
                + ", or name another directory\n"),
        train(TINY, "--out", "" + run));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--data digits --k 2 | --out is needed, a directory for the run; or --resume one",
        "--out x --resume x | --out and --resume exclude one another",
        "--resume x --config y | --resume has a configuration of its own; leave --config out",
        "--k 2 --out DIR | --data is missing: name a data set, as in digits",
        "--data digits --out DIR | --k is missing, and so are k-per-layer and c; k 1 means no"
            + " competition",
        "--data digits --k 2 --c 2 --out DIR | --k and --c exclude one another",
        "--data digits --k 3 --out DIR | --k 3: competition 0: groups of 3 do not divide 16 maps;"
            + " choose a divisor of 16",
        "--data digits --k 2 --lr x --out DIR | --lr x: want a number",
        "--data digits --k 2 --weight-decay -1 --out DIR | --weight-decay -1.0: want 0 or more",
        "--data digits --k 2 --deadline 3x --out DIR | --deadline 3x: want a time, as in 30m, 1h30m"
            + " or 45s",
        "--data digits --k 2 --deadline= --out DIR | --deadline : want a time, as in 30m, 1h30m or"
            + " 45s",
        "--data digits --k 2 --channels 3 --out DIR | --channels 3: digits has 1; leave the option"
            + " out",
        "--data digits --k 2 --augment crop99 --out DIR | ?--augment crop99: ",
        "--data what --k 2 --out DIR | ?--data what: there is no data set what; names are digits, ",
      })
  void usageErrorsAreOneLine(String line, String message) {
    DecisiveTest.Result result = train(line.replace("DIR", directory.resolve("run").toString()));
    assertEquals(ExitCode.USAGE, result.code(), result.err());
    if (message.startsWith("?")) {
      assertTrue(result.err().startsWith("decisive: " + message.substring(1)), result.err());
      assertEquals(1, result.err().lines().count(), result.err());
    } else {
      assertEquals("decisive: " + message + "\n", result.err());
    }
  }

  @Test
  void aMissingDataSetIsSaidWithWhatItShouldBeAndHowToGetIt() {
    Path missing = directory.resolve("missing");
    String out = directory.resolve("run").toString();
    for (String kind : List.of("cifar10", "mnist")) {
      DecisiveTest.Result result = train("--k 2 --data " + kind + ":" + missing, "--out", out);
      assertEquals(ExitCode.FAILURE, result.code());
      assertTrue(result.err().startsWith("decisive: " + missing + ": no such "), result.err());
      assertTrue(
          result
              .err()
              .endsWith(
                  "; decisive data fetch " + kind + " --into DIR gets it where you are online\n"),
          result.err());
    }
    DecisiveTest.Result own = train("--k 2 --data images:" + missing, "--out", out);
    assertTrue(own.err().startsWith("decisive: " + missing + ": "), own.err());
    assertFalse(own.err().contains("fetch"), own.err());
  }

  @Test
  void aFileOfSettingsIsNamedInItsErrors() throws IOException {
    Path file = Files.writeString(directory.resolve("c.json"), "{\"data\": \"digits\", \"k\": 0}");
    String out = directory.resolve("run").toString();
    assertEquals(
        "decisive: " + file + ": k 0: competition: group size (k) is 0, must be ≥ 1\n",
        train("", "--config", "" + file, "--out", out).err());
    assertEquals(
        new DecisiveTest.Result(ExitCode.USAGE, "", "decisive: --lr 0.0: want a number above 0\n"),
        train("--k 2 --lr 0", "--config", "" + file, "--out", out));
    assertFalse(Files.exists(Path.of(out)));
  }
}
