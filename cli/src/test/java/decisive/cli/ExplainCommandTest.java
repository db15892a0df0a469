package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Explaining what a network decides about the digits. */
class ExplainCommandTest {
  @TempDir private static Path shared;
  @TempDir private Path directory;

  @BeforeAll
  static void train() {
    DecisiveTest.Result result =
        RealCommands.run(
            ("train --data digits --blocks 1,1 --width 8 --k 4 --epochs 1 --batch 60 --lr 0.2"
                    + " --seed 5 --out "
                    + shared.resolve("run"))
                .split(" "));
    assertEquals(ExitCode.SUCCESS, result.code(), result.err());
  }

  private DecisiveTest.Result explain(String line) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "explain",
                "--checkpoint",
                shared.resolve("run/last.safetensors").toString(),
                "--wins",
                "50",
                "--out",
                page().toString()));
    if (!line.isEmpty()) {
      words.addAll(List.of(line.split(" ")));
    }
    return RealCommands.run(words.toArray(String[]::new));
  }

  private Path page() {
    return directory.resolve("page.html");
  }

  /** The page, which a parser of XML must accept as well. */
  private String read() throws Exception {
    String html = Files.readString(page());
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(
            new ByteArrayInputStream(
                html.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    return html;
  }

  @Test
  void setsImagesSideBySide() throws Exception {
    DecisiveTest.Result result = explain("--image 3,17");
    assertEquals(ExitCode.SUCCESS, result.code(), result.err());
    assertTrue(result.out().contains("test image 3: "), result.out());
    assertTrue(result.out().contains("test image 17: "), result.out());
    String html = read();
    assertTrue(html.contains("winners in layer1.0.conv1 of test image 3"));
    assertTrue(html.contains("margins in layer2.0.conv2 of test image 17"));
    assertTrue(html.contains("16 maps in 4 groups of 4: 2^8 patterns"), "of the second stage");
    assertTrue(html.contains("attribution to each pixel"));
    assertTrue(html.contains("over all locations of 50 test images"));
  }

  @Test
  void explainsTheScoreOfAnotherClass() throws Exception {
    DecisiveTest.Result result = explain("--image 3 --class 8,9");
    assertEquals(ExitCode.SUCCESS, result.code(), result.err());
    String html = read();
    assertTrue(html.contains("Largest attributions of the score of 8"));
    assertTrue(html.contains("Largest attributions of the score of 9"));
    assertTrue(html.contains("images of 8") && html.contains("images of 9"));
  }

  @Test
  void readsAnImageFromAFile() throws Exception {
    Path file = directory.resolve("two.png");
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSample(3, 4, 0, 255);
    ImageIO.write(picture, "png", file.toFile());
    DecisiveTest.Result result = explain("--image " + file);
    assertEquals(ExitCode.SUCCESS, result.code(), result.err());
    assertTrue(result.out().startsWith(file + ": "), result.out());
    assertFalse(result.out().contains("and it is"), "nobody said what it is");
    assertTrue(read().contains("winners in layer1.0.conv1 of " + file));
  }

  /** As Pillow's convert("L") has it, whatever the picture was saved as. */
  @Test
  void aColouredImageIsMadeGreyForANetworkOfGreys() throws Exception {
    Path file = directory.resolve("two.png");
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(3, 4, 0xffffffff);
    ImageIO.write(picture, "png", file.toFile());
    DecisiveTest.Result result = explain("--image " + file);
    assertEquals(ExitCode.SUCCESS, result.code(), result.err());
    assertTrue(result.out().startsWith(file + ": "), result.out());
  }

  @Test
  void saysWhatIsWrongInALine() throws IOException {
    assertFails(2, explain("--image 360"), "the test images are 0 to 359");
    assertFails(2, explain("--class 3"), "--class is of an image");
    assertFails(2, explain("--image 1 --class ten"), "no such class; there are 0, 1, 2");
    assertFails(2, explain("--image 1,2,3,4,5"), "choose up to 4");
    assertFails(1, explain("--image no.png"), "no.png: no such file");
    Path file = directory.resolve("large.png");
    ImageIO.write(new BufferedImage(9, 8, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    assertFails(1, explain("--image " + file), "images of 8×9×1, the network of");
    assertFalse(Files.exists(page()), "nothing half-written");
  }

  private static void assertFails(int code, DecisiveTest.Result result, String message) {
    assertEquals(code, result.code(), result.err());
    assertTrue(result.err().contains(message), result.err());
    assertEquals(1, result.err().strip().lines().count(), result.err());
  }
}
