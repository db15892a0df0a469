package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.nn.checkpoint.Checkpoint;
import decisive.nn.competition.Competition;
import decisive.nn.resnet.ResNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deciding a network that a run of the digits leaves. */
class DecideCommandTest {
  private static final Pattern BOTH =
      Pattern.compile("accuracy ([\\d.]+) % of the network, winner-takes-all; ([\\d.]+) % decided");

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

  private static Path trained() {
    return shared.resolve("run/last.safetensors");
  }

  private static DecisiveTest.Result decide(Path checkpoint, String line) {
    List<String> words = new ArrayList<>(List.of("decide", "--checkpoint", "" + checkpoint));
    if (!line.isEmpty()) {
      words.addAll(List.of(line.split(" ")));
    }
    return RealCommands.run(words.toArray(String[]::new));
  }

  private static String done(DecisiveTest.Result result) {
    assertEquals(ExitCode.SUCCESS, result.code(), result.err());
    return result.out();
  }

  /** One image of 360 may fall to the other side of a tie by rounding. */
  @Test
  void decidesAsTheNetworkThatTakesAll() {
    for (String way : List.of("dense", "sparse", "auto")) {
      Matcher both = BOTH.matcher(done(decide(trained(), "--execution " + way)));
      assertTrue(both.find());
      double before = Double.parseDouble(both.group(1));
      assertTrue(before > 20, "better than chance: " + before);
      assertEquals(before, Double.parseDouble(both.group(2)), 100 / 360. + 0.01);
    }
  }

  @Test
  void whatItWritesIsReadBack() throws IOException {
    Path file = directory.resolve("decided.safetensors");
    String first = done(decide(trained(), "--execution sparse --out " + file));
    assertTrue(first.contains("written: " + file), first);
    String again = done(decide(file, "--execution sparse"));
    String table = first.substring(first.indexOf("an image's"), first.indexOf("\nwritten"));
    assertTrue(again.contains(table), again);
    assertFalse(again.contains("of the network"), "there is no network to compare with");
    assertTrue(Files.size(file) > 0);
  }

  @Test
  void winnersOfOneNeedNoProducts() {
    String out = done(decide(trained(), "--binary"));
    assertTrue(out.contains("winners set to 1"), out);
    String layer =
        out.lines().filter(line -> line.startsWith("layer1.0.conv2")).findFirst().orElseThrow();
    assertTrue(layer.matches(".* 0 +[\\d,]+ +[\\d,]+ KiB"), layer);
  }

  @Test
  void saysWhatIsWrongInALine() throws IOException {
    Path alone = directory.resolve("alone.safetensors");
    Checkpoint.save(alone, ResNet.blocks(1).width(4).channels(1).classes(10).build(3));
    assertFails(1, decide(alone, "--data digits"), alone + ": decide: the network has no compet");
    Path colour = directory.resolve("colour.safetensors");
    Checkpoint.save(
        colour, ResNet.blocks(1).width(4).competition(Competition.groupsOf(2)).build(3));
    assertFails(1, decide(colour, "--data digits"), "learned from 8×8×3");
    assertFails(2, decide(colour, ""), "--data is needed");
    assertFails(2, decide(trained(), "--execution fast"), "choose auto, dense or sparse");
    assertFails(2, decide(trained(), "--out " + trained()), "would replace what is read");
    assertFails(2, decide(trained(), "--out no/where/x"), "its directory does not exist");
    Path text = Files.writeString(directory.resolve("text"), "no network");
    assertFails(1, decide(text, ""), "text");
  }

  private static void assertFails(int code, DecisiveTest.Result result, String message) {
    assertEquals(code, result.code(), result.err());
    assertTrue(result.err().contains(message), result.err());
    assertEquals(1, result.err().strip().lines().count(), result.err());
  }
}
