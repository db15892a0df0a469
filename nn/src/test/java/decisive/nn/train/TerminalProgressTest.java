package decisive.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private static final Clouds DATA = new Clouds(1, 4, 6, 8, 5);

  @Test
  void rewritesOneLineAndLeavesTheLastEpoch() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    TrainingHistory history =
        new Trainer(new CountedLinear(2, 6, 4))
            .sgd(0.1, 0)
            .epochs(2)
            .listen(new TerminalProgress(out, 60))
            .fit(DATA);
    String text = bytes.toString(StandardCharsets.UTF_8);
    List<String> lines = Stream.of(text.strip().split("\r")).map(String::stripTrailing).toList();
    assertTrue(lines.get(0).startsWith("step 1 of 10: loss "), text);
    assertEquals(
        history.last().toString().substring(0, 59).stripTrailing(), lines.get(lines.size() - 1));
    assertTrue(text.lines().filter(line -> !line.isBlank()).allMatch(line -> line.length() < 60));
    assertTrue(text.endsWith(System.lineSeparator()));
  }

  @Test
  void isShownOnATerminalWhereNobodyListens() {
    String before = System.getProperty("decisive.terminal");
    PrintStream error = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      System.setProperty("decisive.terminal", "100");
      trainer().listen(metrics -> {}).fit(DATA);
      trainer().silent().fit(DATA);
      assertEquals("", bytes.toString(StandardCharsets.UTF_8));
      trainer().fit(DATA);
      assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("epoch 0: loss "));
      bytes.reset();
      System.setProperty("decisive.terminal", "0");
      trainer().fit(DATA);
      assertFalse(bytes.toString(StandardCharsets.UTF_8).contains("epoch"));
    } finally {
      System.setErr(error);
      if (before == null) {
        System.clearProperty("decisive.terminal");
      } else {
        System.setProperty("decisive.terminal", before);
      }
    }
  }

  private static Trainer trainer() {
    return new Trainer(new CountedLinear(2, 6, 4)).sgd(0.1, 0).epochs(1);
  }
}
