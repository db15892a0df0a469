package decisive.datasets.corruption;

import static decisive.testing.Thrown.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CorruptionTest {
  @Test
  void textRoundTrips() {
    for (Noise noise : Noise.values()) {
      for (int severity = 1; severity <= 5; severity++) {
        Corruption corruption = Corruption.of(noise, severity);
        assertEquals(corruption, Corruption.parse(corruption.toString()));
        assertEquals(corruption.hashCode(), Corruption.parse(" " + corruption).hashCode());
      }
    }
    assertEquals("gaussian:3", Corruption.of(Noise.GAUSSIAN, 3).toString());
    assertNotEquals(Corruption.of(Noise.SHOT, 3), Corruption.of(Noise.SHOT, 4));
    assertNotEquals(Corruption.of(Noise.SHOT, 3), Corruption.of(Noise.IMPULSE, 3));
  }

  @Test
  void whatIsUnknownIsNamedBesideWhatIsKnown() {
    for (String text : new String[] {"gauss:3", "gaussian", "gaussian:33", "GAUSSIAN:3", ""}) {
      assertRefused(
          "there is no corruption "
              + text
              + "; give a kind, one of [gaussian, shot, impulse], and a severity of 1 to 5, as in"
              + " gaussian:3",
          () -> Corruption.parse(text));
    }
    assertRefused(
        "corruption shot: severity 6 is outside 1 .. 5", () -> Corruption.parse("shot:6"));
    assertRefused(
        "corruption impulse: severity 0 is outside 1 .. 5", () -> Corruption.of(Noise.IMPULSE, 0));
  }

  @Test
  void rangesOfSeverities() {
    assertEquals("[shot:2, shot:3, shot:4]", Corruption.parseRange(" shot:2-4").toString());
    assertEquals("[impulse:5]", Corruption.parseRange("impulse:5").toString());
    assertEquals("[impulse:5]", Corruption.parseRange("impulse:5-5").toString());
    assertEquals(Corruption.parseRange("gaussian:1-5"), Corruption.parseRange("gaussian"));
    assertRefused(
        "corruption shot:4-2: want the lower severity first, as in gaussian:1-5",
        () -> Corruption.parseRange("shot:4-2"));
    assertRefused(
        "corruption shot: severity 6 is outside 1 .. 5", () -> Corruption.parseRange("shot:2-6"));
    for (String text : new String[] {"fog:1-5", "shot:", "shot:1-", ":1-5"}) {
      assertThrows(IllegalArgumentException.class, () -> Corruption.parseRange(text), text);
    }
  }
}
