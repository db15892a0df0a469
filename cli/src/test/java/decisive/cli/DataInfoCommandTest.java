package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import decisive.cli.DecisiveTest.Result;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataInfoCommandTest {
  @TempDir private Path directory;

  @Test
  void digitsAsTextAndPicture() throws Exception {
    Path picture = directory.resolve("digits.png");
    Result result = RealCommands.run("data", "info", "digits", "--out", picture.toString());
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("digits: images of 8×8, grey\n\n"), result.out());
    assertTrue(result.out().matches("(?s).*\ntrain +1437 +0\\.3053 +0\\.3762\n.*"), result.out());
    assertEquals(10 * (32 + 2) + 2, ImageIO.read(picture.toFile()).getHeight());
  }

  @Test
  void digitsAsJson() throws Exception {
    JsonNode json =
        new ObjectMapper().readTree(RealCommands.run("data", "info", "digits", "--json").out());
    assertEquals(8, json.get("height").asInt());
    assertEquals(360, json.get("test").get("size").asInt());
    int images = 0;
    for (JsonNode count : json.get("train").get("counts")) {
      images += count.asInt();
    }
    assertEquals(1437, images);
  }

  @Test
  void mistakesAreOneLine() {
    assertEquals(
        new Result(
            2,
            "",
            "decisive: there is no data set digit; names are digits, digits-fs, mnist:PATH,"
                + " fashion-mnist:PATH, cifar10:PATH, cifar100:PATH, cifar-fs:PATH and"
                + " images:PATH\n"),
        RealCommands.run("data", "info", "digit"));
    assertEquals(2, RealCommands.run("data", "info").code());
    assertEquals(2, RealCommands.run("data", "info", "cifar10").code());
    Result missing = RealCommands.run("data", "info", "cifar10:" + directory.resolve("no"));
    assertEquals(1, missing.code());
    assertTrue(missing.err().contains("no such file or folder; it should be"), missing.err());
  }
}
