package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.testing.Mutations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsTest {
  @Test
  void hasTheImagesOfTheSource() {
    ImageDataset digits = Digits.load();
    assertEquals("digits", digits.name());
    assertEquals(1797, digits.size());
    assertEquals(
        List.of(8, 8, 1, 16),
        List.of(digits.height(), digits.width(), digits.channels(), digits.maximum()));
    assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), digits.classNames());
    // Counted from the file with awk.
    assertArrayEquals(
        new int[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, digits.classCounts());
    assertEquals(0, digits.label(0));
    assertArrayEquals(
        new byte[] {0, 0, 5, 13, 9, 1, 0, 0}, Arrays.copyOf(digits.pixels(0), 8), "first row");
    assertEquals(8, digits.label(1796));
    assertEquals(
        "e6dff4e0729f32b4a36a9326de49487db0c0001045d422e55e9d76df45f3e06f", digits.sha256());
  }

  @Test
  void attributionLiesBesideTheData() throws IOException {
    try (InputStream resource = Digits.class.getResourceAsStream("digits.ATTRIBUTION.txt")) {
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      for (String part :
          List.of(
              "Optical Recognition of Handwritten Digits",
              "E. Alpaydin",
              "C. Kaynak",
              "1998",
              "UCI",
              "CC BY 4.0",
              "https://creativecommons.org/licenses/by/4.0/")) {
        assertTrue(text.contains(part), part);
      }
    }
  }

  @Test
  void damageIsReportedByLineAndColumn() throws IOException {
    assertDamage(
        changed(2, line -> line.replaceFirst("^0,0,0,12", "0,0,0,17")),
        "digits.csv.gz line 2 column 4: expected a number in 0 .. 16, found 17; "
            + "the resource is damaged, build the project again");
    assertDamage(
        changed(3, line -> line.substring(0, line.length() - 1) + "10"),
        "line 3 column 65: expected a number in 0 .. 9, found 10;");
    assertDamage(
        changed(4, line -> "x" + line.substring(1)),
        "line 4 column 1: expected a number, found byte 0x78;");
    assertDamage(
        changed(5, line -> "-" + line.substring(1)),
        "line 5 column 1: expected a number, found byte 0x2d;");
    assertDamage(
        changed(6, line -> "," + line), "line 6 column 1: expected a number, found a comma;");
    assertDamage(
        changed(7, line -> "0" + line), "line 7 column 1: expected a number in 0 .. 16, found 00;");
    assertDamage(
        changed(8, line -> line + ",1"),
        "line 8 column 65: expected the end of the line, found a comma;");
    assertDamage(
        changed(9, line -> line.substring(0, line.length() - 2)),
        "line 9 column 64: expected a comma after the number, found the end of the line;");
    assertDamage(
        changed(10, line -> line + "\r"),
        "line 10 column 65: expected the end of the line, found byte 0x0d;");
    assertDamage(
        changed(11, line -> ""), "line 11 column 1: expected a number, found the end of the line;");
    assertDamage(
        changed(1797, line -> line + "\n0"),
        "line 1798 column 1: expected the end of the file, found 0;");
  }

  @Test
  void textThatEndsEarlyIsReported() throws IOException {
    byte[] text = text();
    assertDamage(
        Arrays.copyOf(text, text.length - 1),
        "line 1797 column 65: expected the end of the line, found the end of the file;");
    assertDamage(new byte[0], "line 1 column 1: expected a number, found the end of the file;");
  }

  @Test
  void textThatNeverEndsIsNotReadWhole() throws IOException {
    IOException error =
        assertThrows(IOException.class, () -> Digits.read(gzip(new byte[1_000_000])));
    assertEquals(
        "digits.csv.gz: more than the 350415 bytes it can have; "
            + "the resource is damaged, build the project again",
        error.getMessage());
  }

  @Test
  void brokenGzipIsReported() throws IOException {
    byte[] whole = gzip(text()).readAllBytes();
    for (int kept : new int[] {0, 5, 10, 30_000, whole.length - 1}) {
      IOException error =
          assertThrows(
              IOException.class,
              () -> Digits.read(new ByteArrayInputStream(Arrays.copyOf(whole, kept))));
      assertTrue(
          error.getMessage().startsWith("digits.csv.gz: not a whole gzip file ("),
          error.getMessage());
    }
    whole[whole.length - 6] ^= 1; // in the checksum
    assertThrows(IOException.class, () -> Digits.read(new ByteArrayInputStream(whole)));
  }

  /** Not compressed inside the gzip, for speed, and so that damage reaches the text. */
  @Test
  void damagedTextIsRefusedOrRead(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("digits.csv.gz");
    try (GZIPOutputStream stored =
        new GZIPOutputStream(Files.newOutputStream(file)) {
          {
            def.setLevel(Deflater.NO_COMPRESSION);
          }
        }) {
      stored.write(text());
    }
    Mutations.of(file)
        .named("digits.csv.gz")
        .check(() -> assertEquals(1797, Digits.read(Files.newInputStream(file)).size()));
  }

  private static void assertDamage(byte[] text, String message) throws IOException {
    IOException error = assertThrows(IOException.class, () -> Digits.read(gzip(text)));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  /** The text with one line (from 1) changed. */
  private static byte[] changed(int line, UnaryOperator<String> change) throws IOException {
    String[] lines = new String(text(), StandardCharsets.US_ASCII).split("\n");
    lines[line - 1] = change.apply(lines[line - 1]);
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] text() throws IOException {
    try (InputStream gzip =
        new GZIPInputStream(Digits.class.getResourceAsStream("digits.csv.gz"))) {
      return gzip.readAllBytes();
    }
  }

  private static InputStream gzip(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
