package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong clock = new AtomicLong();

  private ConsoleProgress progress(long total, int columns) {
    return new ConsoleProgress("k=4", total, err, columns, clock::get);
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void linesTellPercentAndTimeLeft() {
    try (ConsoleProgress progress = progress(3, 0)) {
      for (int i = 0; i < 3; i++) {
        clock.addAndGet(50_000_000_000L);
        progress.step();
        progress.note("loss " + i);
      }
    }
    assertEquals(
        """
        k=4: 33 % (1 of 3), about 1 min 40 s left
        k=4: loss 0
        k=4: 66 % (2 of 3), about 50 s left
        k=4: loss 1
        k=4: 100 % (3 of 3), 2 min 30 s in all
        k=4: loss 2
        """,
        written());
  }

  @Test
  void whatWasDoneBeforeTookNoTime() {
    try (ConsoleProgress progress = progress(1000, 0)) {
      progress.skip(600);
      clock.addAndGet(10_000_000_000L);
      progress.advance(100);
      progress.advance(0);
      clock.addAndGet(30_000_000_000L);
      progress.advance(300);
      assertThrows(IllegalStateException.class, () -> progress.advance(1));
    }
    assertEquals(
        """
        k=4: 60 % (600 of 1000), going on
        k=4: 70 % (700 of 1000), about 30 s left
        k=4: 100 % (1000 of 1000), 40 s in all
        """,
        written());
  }

  @Property(tries = 100)
  void linesAreFewAndEndAt100(@ForAll @IntRange(min = 1, max = 5000) int total) {
    bytes.reset();
    ConsoleProgress progress = progress(total, 0);
    for (int i = 0; i < total; i++) {
      progress.step();
    }
    String[] lines = written().split("\n");
    assertEquals(Math.min(total, 20), lines.length);
    assertTrue(lines[lines.length - 1].startsWith("k=4: 100 % (" + total + " of " + total));
    assertThrows(IllegalStateException.class, progress::step);
  }

  @Test
  void aTerminalGetsABarAndNotesAboveIt() {
    try (ConsoleProgress progress = progress(2, 80)) {
      progress.step();
      progress.note("loss 1");
      progress.step();
    }
    String text = written();
    assertTrue(text.contains("\r\u001b[Kloss 1\n"), text);
    assertTrue(text.contains("2/2"), text);
    assertTrue(text.endsWith("\n"), text);
  }

  @Property(tries = 20)
  void aBarFitsItsTerminal(@ForAll @IntRange(min = 20, max = 200) int columns) {
    bytes.reset();
    try (ConsoleProgress progress = progress(1000, columns)) {
      progress.step();
    }
    for (String drawn : written().split("[\r\n]")) {
      int shown = drawn.replace("\u001b[K", "").length();
      assertTrue(shown < columns, shown + " of " + columns + ": " + drawn);
    }
  }

  @Test
  void noStepsAreRefused() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> progress(0, 0));
    assertEquals("progress k=4: 0 steps; want 1 or more", e.getMessage());
  }
}
