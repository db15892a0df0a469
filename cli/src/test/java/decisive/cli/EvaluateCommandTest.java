package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decisive.datasets.Digits;
import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.checkpoint.WeightsHash;
import decisive.nn.competition.Competition;
import decisive.nn.resnet.ResNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evaluations of a network that a run of the digits leaves, and of networks without a run. */
class EvaluateCommandTest {
  @TempDir private static Path shared;
  @TempDir private Path directory;

  @BeforeAll
  static void train() {
    DecisiveTest.Result result =
        RealCommands.run(
            ("train --data digits --blocks 1 --width 4 --k 2 --epochs 3 --batch 60 --lr 0.2 --seed 5"
                    + " --temperature 1:50 --out "
                    + shared.resolve("run"))
                .split(" "));
    assertEquals(ExitCode.SUCCESS, result.code(), result.err());
  }

  private static DecisiveTest.Result evaluate(Path checkpoint, String line) {
    List<String> words = new ArrayList<>(List.of("evaluate", "--checkpoint", "" + checkpoint));
    if (!line.isEmpty()) {
      words.addAll(List.of(line.split(" ")));
    }
    return RealCommands.run(words.toArray(String[]::new));
  }

  private static DecisiveTest.Result done(DecisiveTest.Result result) {
    assertEquals(ExitCode.SUCCESS, result.code(), result.err());
    return result;
  }

  private static JsonNode json(Path checkpoint, String line) throws IOException {
    return new ObjectMapper().readTree(done(evaluate(checkpoint, line + " --json")).out());
  }

  private static Path last() {
    return shared.resolve("run/last.safetensors");
  }

  private Path untrained(ResNet network) throws IOException {
    Path file = directory.resolve("net.safetensors");
    Checkpoint.save(file, network);
    return file;
  }

  private static ResNet grey(Competition among) {
    return ResNet.blocks(1).width(4).channels(1).classes(10).competition(among).build(3);
  }

  @Test
  void findsWhatTheRunFound() throws IOException {
    List<String> lines = Files.readAllLines(shared.resolve("run/metrics.jsonl"));
    JsonNode epoch = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    JsonNode found = json(last(), "--batch 7");
    double temperature = epoch.get("temperature").doubleValue();
    assertTrue(temperature > 40, "near the end of 1:50");
    assertEquals("temperature=" + temperature, found.at("/phases/0/phase").textValue());
    assertEquals(
        epoch.get("gated_accuracy_percent").doubleValue(),
        found.at("/phases/0/accuracy_percent").doubleValue());
    assertEquals("wta", found.at("/phases/1/phase").textValue());
    double decided = epoch.get("decided_accuracy_percent").doubleValue();
    assertEquals(decided, found.at("/phases/1/accuracy_percent").doubleValue());
    assertTrue(decided > 20, "better than chance: " + decided);
    assertEquals("digits", found.get("data").textValue());
    assertEquals(5, found.at("/environment/seed").intValue(), "the run's seed, and so its split");
    assertTrue(found.get("own_test_images").booleanValue());
    assertEquals("checkpoint", found.get("normalization").textValue());
    assertEquals(
        WeightsHash.of(Checkpoint.network(last())), found.get("weights_sha256").textValue());
    assertFalse(json(last(), "--seed 6").get("own_test_images").booleanValue());

    long correct = 0;
    long all = 0;
    for (int label = 0; label < 10; label++) {
      for (int predicted = 0; predicted < 10; predicted++) {
        long images = found.at("/phases/1/confusion/" + label + "/" + predicted).longValue();
        all += images;
        correct += label == predicted ? images : 0;
      }
    }
    assertEquals(360, all);
    assertEquals(decided, 100.0 * correct / all, 1e-9);
  }

  @Test
  void noiseHurtsMoreTheStrongerItIs() throws IOException {
    String line = "--phase wta --corrupt gaussian:1-5,impulse:5,shot,gaussian:3";
    JsonNode found = json(last(), line + " --threads 1");
    JsonNode noise = found.get("noise");
    assertEquals(11, noise.size(), "gaussian:3 once");
    assertEquals("impulse", noise.get(5).get("kind").textValue());
    assertEquals(5, noise.get(5).get("severity").intValue());
    assertTrue(
        noise.get(4).get("accuracy_percent").doubleValue()
            < found.at("/phases/0/accuracy_percent").doubleValue(),
        found.toString());
    assertEquals(noise, json(last(), line + " --threads 2 --batch 11").get("noise"));
  }

  @Test
  void aTableForTheTerminalAndAPage() throws IOException {
    Path out = directory.resolve("new/evaluation");
    String line = "--phase wta --corrupt shot:1-2,gaussian:2 --few-shot 5x5 --episodes 50 --out ";
    DecisiveTest.Result result = done(evaluate(last(), line + out));
    assertTrue(
        result
            .out()
            .matches(
                """
                phase  accuracy, %    loss
                wta          [ .0-9]{5}  [.0-9]{6}

                noise, accuracy in %      1      2   mean
                shot                  [ .0-9]+
                gaussian                  –  ([.0-9]+)  \\1

                5-way 5-shot, \\d+ queries a class, wta: [.0-9]+ ± [.0-9]+ % \\(95 % interval\\) over\
                 50 episodes
                report: .*report.html
                """),
        result.out());
    assertTrue(result.err().contains("evaluating: 100 % (65 of 65)"), result.err());
    String html = Files.readString(out.resolve("report.html"));
    assertTrue(html.contains("<svg"), "the chart of noise");
    assertTrue(html.contains("aria-label=\"Confusion matrix\""));
    assertTrue(html.contains("5-way 5-shot"));
    assertFalse(html.contains("http://") && html.contains("src=\"http"), "self-contained");
    JsonNode written = new ObjectMapper().readTree(out.resolve("results.json").toFile());
    assertEquals(50, written.at("/few_shot/episodes").intValue());
  }

  @Test
  void fewShotIsTheSameOnAnyThreads() throws IOException {
    String line = "--few-shot 3x2 --episodes 40 --queries 4 --threads ";
    JsonNode one = json(last(), line + 1).get("few_shot");
    assertEquals(one, json(last(), line + 2).get("few_shot"));
    assertEquals(4, one.get("queries").intValue());
    assertTrue(one.get("accuracy_percent").doubleValue() > 100.0 / 3, one.toString());
    assertTrue(one.get("half_width_percent").doubleValue() > 0, one.toString());
  }

  @Test
  void aNetworkWithoutARun() throws IOException {
    Path plain = untrained(grey(Competition.none()));
    JsonNode found = json(plain, "--data digits");
    assertEquals(1, found.get("phases").size());
    assertEquals("relu", found.at("/phases/0/phase").textValue());
    assertTrue(found.get("own_test_images").isNull());
    assertEquals("training images", found.get("normalization").textValue());
    assertEquals(42, found.at("/environment/seed").intValue());
    assertEquals(
        Digits.load().split(0.8, 42).test().sha256(), found.get("test_sha256").textValue());
    Path competing = untrained(grey(Competition.groupsOf(2)));
    assertEquals("wta", json(competing, "--data digits").at("/phases/0/phase").textValue());
    assertEquals(
        new DecisiveTest.Result(
            ExitCode.USAGE,
            "",
            "decisive: --data is needed: "
                + competing
                + " does not say what its network was trained on\n"),
        evaluate(competing, ""));
  }

  @Test
  void saysWhatDiffersOfAnotherModel() throws IOException {
    Path colours = untrained(ResNet.blocks(1).width(4).channels(3).classes(10).build(1));
    assertFailure(
        evaluate(colours, "--data digits"),
        "digits: images of 1 channel, the network of "
            + colours
            + " takes 3 channels; name the data set it was trained on, or one like it");
    Path seven = untrained(ResNet.blocks(1).width(4).channels(1).classes(7).build(1));
    assertFailure(
        evaluate(seven, "--data digits"),
        "digits: 10 classes, the network of "
            + seven
            + " tells 7 apart; name the data set it was trained on");
  }

  @Test
  void damagedAndMissingFiles() throws IOException {
    Path missing = directory.resolve("missing.safetensors");
    assertFailure(evaluate(missing, ""), missing + ": no such file");
    byte[] bytes = Files.readAllBytes(last());
    Path cut = directory.resolve("cut.safetensors");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    DecisiveTest.Result result = evaluate(cut, "");
    assertEquals(ExitCode.FAILURE, result.code());
    assertTrue(result.err().startsWith("decisive: " + cut + " at byte 0: "), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  private static void assertFailure(DecisiveTest.Result result, String message) {
    assertEquals(
        new DecisiveTest.Result(ExitCode.FAILURE, "", "decisive: " + message + "\n"), result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--corrupt fog:1 | 2 | --corrupt fog:1: there is no corruption fog:1; give a kind",
        "--corrupt shot:0-3 | 2 | --corrupt shot:0-3: corruption shot: severity 0 is outside 1 .. 5",
        "--corrupt shot:4-2 | 2 | --corrupt shot:4-2: corruption shot:4-2: want the lower severity",
        "--few-shot 5 | 2 | --few-shot 5: want classes x images of each, as in 5x5",
        "--few-shot 1x5 | 2 | --few-shot 1x5: want 2 classes or more and 1 image or more",
        "--few-shot 5x5 --episodes 1 | 2 | --episodes 1: want 2 to ",
        "--few-shot 5x5 --queries 0 | 2 | --queries 0: want 1 to ",
        "--episodes 10 | 2 | --episodes is of few-shot evaluation; add --few-shot 5x5",
        "--queries 10 | 2 | --queries is of few-shot evaluation; add --few-shot 5x5",
        "--few-shot 11x1 | 1 | few-shot: 11 ways, but the data has 10 classes",
        "--few-shot 5x300 | 1 | few-shot: class ",
        "--phase soft | 2 | --phase soft: unknown; it takes relu, wta or temperature=T",
        "--batch 0 | 2 | --batch 0: want 1 to 65536",
        "--data mnist:nowhere | 1 | nowhere",
        "--data mnist | 2 | data set mnist: say where it is, as in mnist:PATH",
      })
  void oneLineForAMistake(String line, int code, String message) {
    DecisiveTest.Result result = evaluate(last(), line);
    assertEquals(code, result.code(), result.err());
    assertEquals("", result.out());
    String error = result.err().lines().reduce((a, b) -> b).orElseThrow();
    assertTrue(error.startsWith("decisive: " + message), result.err());
  }

  @Test
  void theHelpNamesEveryOption() {
    String help = done(RealCommands.run("evaluate", "--help")).out();
    for (String option :
        List.of(
            "--checkpoint PATH ",
            "--data VALUE ",
            "--phase ",
            "--corrupt ",
            "--few-shot VALUE ",
            "--episodes N ",
            "--queries N ",
            "--batch N ",
            "--seed N ",
            "--threads N ",
            "--json ",
            "--out ")) {
      assertTrue(help.contains("\n  " + option), option + help);
    }
  }
}
