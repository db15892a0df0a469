package decisive.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Jobs are done once each, their results in order, however many run at a time. */
class RunnerTest {
  private static final List<Runner> ALL =
      List.of(Runner.threads(), Runner.threads(1), Runner.inOrder());

  @Property(tries = 50)
  void resultsAreInTheOrderOfTheJobs(
      @ForAll @IntRange(max = 50) int jobs, @ForAll @IntRange(min = 1, max = 5) int atMost) {
    List<Callable<Integer>> squares = new ArrayList<>();
    List<Integer> expected = new ArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    for (int i = 0; i < jobs; i++) {
      int number = i;
      squares.add(
          () -> {
            calls.incrementAndGet();
            return number * number;
          });
      expected.add(number * number);
    }
    assertEquals(expected, Runner.threads(atMost).run(squares));
    assertEquals(jobs, calls.get());
    assertEquals(expected, Runner.inOrder().run(squares));
  }

  @Property(tries = 50)
  void noMoreRunAtATimeThanAsked(@ForAll @IntRange(min = 1, max = 4) int atMost) {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Callable<Integer>> jobs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      jobs.add(
          () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            return running.decrementAndGet();
          });
    }
    Runner.threads(atMost).run(jobs);
    assertTrue(most.get() <= atMost, () -> most + " at a time");
  }

  @Test
  void aFailureIsThrownAndEndsWhatHasNotBegun() {
    IOException cause = new IOException("disk full");
    for (Runner runner : ALL) {
      AtomicInteger after = new AtomicInteger();
      List<Callable<Integer>> jobs = new ArrayList<>();
      jobs.add(
          () -> {
            throw cause;
          });
      var e = assertThrows(IllegalStateException.class, () -> runner.run(jobs));
      assertEquals("disk full", e.getMessage());
      assertSame(cause, e.getCause());
      jobs.add(after::incrementAndGet);
      assertThrows(IllegalStateException.class, () -> Runner.threads(1).run(jobs));
      assertEquals(0, after.get());
    }
  }

  @Test
  void noJobsAtATimeAreRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> Runner.threads(0));
    assertEquals("runner: 0 jobs at a time; want 1 or more", e.getMessage());
  }
}
