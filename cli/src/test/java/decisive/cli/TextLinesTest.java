package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.testing.Mutations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLinesTest {
  /** A stream that gives no more than a few bytes at a time, as pipes do. */
  private static InputStream dripping(byte[] bytes, int most) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] to, int from, int length) {
        return super.read(to, from, Math.min(most, length));
      }
    };
  }

  private static List<String> all(TextLines lines) throws IOException {
    List<String> all = new ArrayList<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      all.add(line);
      assertEquals(all.size(), lines.number());
    }
    return all;
  }

  @Test
  void damagedTextsAreRefusedOrRead(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("w.txt"), "\uFEFFapple\npär\r\n\u20AC x\n");
    Mutations.of(file)
        .check(() -> TextLines.all(file).forEach(line -> assertFalse(line.contains("\n"))));
  }

  @Property(tries = 200)
  void linesAreThoseOfTheText(
      @ForAll List<@IntRange(max = 40) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 50) int most,
      @ForAll boolean ended,
      @ForAll boolean carriageReturns)
      throws IOException {
    List<String> expected = lengths.stream().map(n -> "aé€\uD83D\uDE00".repeat(n)).toList();
    String end = carriageReturns ? "\r\n" : "\n";
    String text = String.join(end, expected) + (ended || expected.isEmpty() ? end : "");
    if (expected.isEmpty()) {
      expected = List.of("");
    } else if (!ended && expected.get(expected.size() - 1).isEmpty()) {
      expected = expected.subList(0, expected.size() - 1);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(expected, all(new TextLines(dripping(bytes, most))));
  }

  @Test
  void linesLongerThanABufferAreWholeAndEndlessOnesRefused() throws IOException {
    String line = "x".repeat(TextLines.LONGEST);
    TextLines lines =
        new TextLines(dripping(("a\n" + line + "\nb").getBytes(StandardCharsets.UTF_8), 70_001));
    assertEquals(List.of("a", line, "b"), all(lines));
    TextLines endless =
        new TextLines(
            new InputStream() {
              @Override
              public int read() {
                return 'x';
              }
            });
    assertEquals(
        "is longer than 1048576 bytes",
        assertThrows(IllegalArgumentException.class, endless::next).getMessage());
  }

  @Test
  void otherBytesAreAnErrorOfTheirLineOnly() throws IOException {
    TextLines lines =
        new TextLines(new ByteArrayInputStream(new byte[] {'a', '\n', 'b', (byte) 0xff, '\n'}));
    assertEquals("a", lines.next());
    assertEquals(
        "is not UTF-8; convert it first",
        assertThrows(IllegalArgumentException.class, lines::next).getMessage());
    assertEquals(2, lines.number());
    assertNull(lines.next());
  }

  /** Half a line is nothing to go on with: what came before must not wait for its end. */
  @Test
  void halfALineIsNotReady() throws IOException {
    PipedOutputStream writer = new PipedOutputStream();
    TextLines lines = new TextLines(new PipedInputStream(writer));
    writer.write("one\ntwo\nthr".getBytes(StandardCharsets.UTF_8));
    assertEquals("one", lines.next());
    assertTrue(lines.ready());
    assertEquals("two", lines.next());
    assertFalse(lines.ready());
    writer.write('\n');
    assertTrue(lines.ready());
    assertEquals("thr", lines.next());
  }

  @Test
  void onlyAMarkThatBeginsTheTextIsPassedOver() throws IOException {
    String text = "\uFEFF\uFEFFone\n\uFEFFtwo";
    TextLines lines = new TextLines(dripping(text.getBytes(StandardCharsets.UTF_8), 1));
    assertEquals(List.of("\uFEFFone", "\uFEFFtwo"), all(lines));
    byte[] alone = "\uFEFF".getBytes(StandardCharsets.UTF_8);
    assertEquals(List.of(""), all(new TextLines(new ByteArrayInputStream(alone))));
  }
}
