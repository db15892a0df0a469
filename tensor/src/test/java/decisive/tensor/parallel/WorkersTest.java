package decisive.tensor.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @Test
  void rangesCoverEverythingOnce() {
    for (int n : new int[] {0, 1, 7, 8, 9, 64}) {
      AtomicIntegerArray seen = new AtomicIntegerArray(n);
      Workers.forEachRange(
          n,
          8,
          (from, to) -> {
            assertTrue(from < to && to - from <= 8, from + " to " + to);
            for (int i = from; i < to; i++) {
              seen.incrementAndGet(i);
            }
          });
      for (int i = 0; i < n; i++) {
        assertEquals(1, seen.get(i));
      }
    }
  }

  @Test
  void rangesReachTheLargestInt() {
    AtomicLong covered = new AtomicLong();
    AtomicInteger last = new AtomicInteger();
    Workers.forEachRange(
        Integer.MAX_VALUE,
        (1 << 30) - 1,
        (from, to) -> {
          covered.addAndGet((long) to - from);
          last.accumulateAndGet(to, Math::max);
        });
    assertEquals(Integer.MAX_VALUE, covered.get());
    assertEquals(Integer.MAX_VALUE, last.get());
  }

  private final int before = Workers.threads();

  @AfterEach
  @AfterProperty
  void restore() {
    Workers.use(before);
  }

  private static void assertEachOnce(int tasks) {
    AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
    Workers.forEach(tasks, runs::incrementAndGet);
    for (int task = 0; task < tasks; task++) {
      assertEquals(1, runs.get(task));
    }
  }

  @Property(tries = 100)
  void runsEveryTaskOnce(
      @ForAll @IntRange(max = 500) int tasks, @ForAll @IntRange(min = 1, max = 5) int threads) {
    Workers.use(threads);
    assertEquals(threads, Workers.threads());
    assertEachOnce(tasks);
  }

  @Test
  void usesAllItsThreads() {
    Workers.use(3);
    CyclicBarrier all = new CyclicBarrier(3);
    Set<String> names = ConcurrentHashMap.newKeySet();
    Workers.forEach(
        3,
        task -> {
          names.add(Thread.currentThread().getName());
          try {
            all.await(); // passes only if three threads are here at once
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    assertEquals(3, names.size());
  }

  /** Whoever runs a task that waits for all others, the others' threads take them over. */
  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 15})
  void takesOverWhatAnotherThreadCannotReach(int waiting) {
    Workers.use(2);
    int tasks = 16;
    CountDownLatch others = new CountDownLatch(tasks - 1);
    AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
    Workers.forEach(
        tasks,
        task -> {
          runs.incrementAndGet(task);
          if (task == waiting) {
            await(others);
          } else {
            others.countDown();
          }
        });
    for (int task = 0; task < tasks; task++) {
      assertEquals(1, runs.get(task));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void runsNestedLoopsInTheTasksThread(int threads) {
    Workers.use(threads);
    AtomicIntegerArray runs = new AtomicIntegerArray(20 * 30);
    Workers.forEach(
        20,
        outer -> {
          Thread own = Thread.currentThread();
          Workers.forEach(
              30,
              inner -> {
                assertSame(own, Thread.currentThread());
                runs.incrementAndGet(outer * 30 + inner);
              });
        });
    for (int i = 0; i < runs.length(); i++) {
      assertEquals(1, runs.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void throwsWhatATaskThrows(int threads) {
    Workers.use(threads);
    for (int failing : new int[] {0, 57, 99}) {
      IllegalArgumentException exception = new IllegalArgumentException("task " + failing);
      AssertionError error = new AssertionError("task " + failing);
      assertSame(
          exception,
          assertThrows(IllegalArgumentException.class, () -> failAt(failing, exception, null)));
      assertSame(error, assertThrows(AssertionError.class, () -> failAt(failing, null, error)));
      assertEachOnce(100);
    }
  }

  /** Short loops, some of them with pauses in between that let helpers fall asleep. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void endsThousandsOfLoopsOfSeveralCallers(int threads) throws InterruptedException {
    Workers.use(threads);
    AtomicLong sum = new AtomicLong();
    List<Thread> callers = new ArrayList<>();
    for (int caller = 0; caller < 3; caller++) {
      int pause = caller * 300; // µs; helpers look for a loop for 200
      Thread thread =
          new Thread(
              () -> {
                for (int loop = 0; loop < (pause == 0 ? 3000 : 300); loop++) {
                  int tasks = 2 + loop % 7;
                  long[] written = new long[tasks];
                  Workers.forEach(tasks, task -> written[task] = 1);
                  sum.addAndGet(LongStream.of(written).sum() - tasks);
                  long end = System.nanoTime() + 1000L * pause;
                  while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                  }
                }
              });
      callers.add(thread);
      thread.start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertEquals(0, sum.get());
  }

  private static void failAt(int failing, RuntimeException exception, Error error) {
    Workers.forEach(
        100,
        task -> {
          if (task == failing) {
            if (exception != null) {
              throw exception;
            }
            throw error;
          }
        });
  }

  @Test
  void keepsTheInterruptAndFinishes() {
    Workers.use(2);
    Thread.currentThread().interrupt();
    assertEachOnce(100);
    assertTrue(Thread.interrupted());
  }

  @Test
  void refusesBadNumbersOfThreads() {
    for (int threads : new int[] {0, -1, 1025}) {
      var e = assertThrows(IllegalArgumentException.class, () -> Workers.use(threads));
      assertEquals("threads " + threads + ": choose 1 to 1024", e.getMessage());
    }
    assertEquals(before, Workers.threads());
  }

  @Test
  void readsTheProperty() {
    assertEquals(7, Workers.defaultThreads("7"));
    assertEquals(Runtime.getRuntime().availableProcessors(), Workers.defaultThreads(null));
    for (String text : new String[] {"0", "-2", "1025", "abc", "", "2.5", "99999999999"}) {
      var e = assertThrows(IllegalArgumentException.class, () -> Workers.defaultThreads(text));
      assertEquals(
          "-Ddecisive.threads=" + text + ": choose a number of threads from 1 to 1024",
          e.getMessage());
    }
  }
}
