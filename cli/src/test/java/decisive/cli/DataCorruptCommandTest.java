package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import decisive.cli.DecisiveTest.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCorruptCommandTest {
  @TempDir private Path directory;

  private byte[] picture(String... options) throws Exception {
    Path file = directory.resolve("noise.png");
    String[] words =
        Stream.concat(
                Stream.of("data", "corrupt", "digits", "--out", file.toString()),
                Arrays.stream(options))
            .toArray(String[]::new);
    Result result = RealCommands.run(words);
    assertEquals(0, result.code(), result.err());
    return Files.readAllBytes(file);
  }

  @Test
  void aPictureOfTheChosenImageAndNoise() throws Exception {
    Path file = directory.resolve("noise.png");
    Result result = RealCommands.run("data", "corrupt", "digits", "--out", file.toString());
    assertEquals(
        new Result(
            0,
            file
                + ": image 0, a 3; rows: gaussian, shot, impulse noise;"
                + " columns: clean, severities 1 to 5\n",
            ""),
        result);
    assertEquals(6 * (128 + 2) + 2, ImageIO.read(file.toFile()).getWidth());
    byte[] first = Files.readAllBytes(file);
    assertArrayEquals(first, picture());
    assertFalse(Arrays.equals(first, picture("--image", "1")));
    assertFalse(Arrays.equals(first, picture("--seed", "1")));
  }

  @Test
  void mistakesAreOneLine() {
    String file = directory.resolve("noise.png").toString();
    assertEquals(
        new Result(2, "", "decisive: say where the picture goes, as in --out noise.png\n"),
        RealCommands.run("data", "corrupt", "digits"));
    assertEquals(
        new Result(2, "", "decisive: --image 360: digits has images 0 to 359\n"),
        RealCommands.run("data", "corrupt", "digits", "--out", file, "--image", "360"));
    assertEquals(2, RealCommands.run("data", "corrupt", "--out", file).code());
    assertFalse(Files.exists(Path.of(file)));
  }
}
