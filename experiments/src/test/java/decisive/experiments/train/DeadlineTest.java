package decisive.experiments.train;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private long now;

  private Deadline in(long seconds) {
    return new Deadline(Optional.of(Duration.ofSeconds(seconds)), () -> now * 1_000_000_000L);
  }

  @Test
  void stopsWhenAnotherStepAndASaveWouldNotFit() {
    Deadline deadline = in(100);
    now = 40; // the first step takes longer than any other: code is compiled
    deadline.worked();
    deadline.saved(5_000_000_000L);
    assertFalse(deadline.reached());
    for (now = 50; now <= 80; now += 10) {
      assertFalse(deadline.reached(), "at " + now);
    }
    now = 90;
    assertTrue(deadline.reached());
  }

  @Test
  void evenNoTimeIsEnoughForOneStep() {
    Deadline deadline = in(0);
    now = 7;
    assertFalse(deadline.reached());
    deadline.worked();
    assertTrue(deadline.reached());
  }

  @Test
  void withoutADeadlineThereIsTime() {
    Deadline deadline = new Deadline(Optional.empty(), () -> now);
    deadline.worked();
    now = Long.MAX_VALUE / 2;
    assertFalse(deadline.reached());
  }
}
