package decisive.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import decisive.tensor.random.Generator;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * Where the JVM's compiler cannot keep a kernel's vectors in registers, it makes an object of each,
 * and the kernel is ten times slower. So a compiled kernel must allocate nothing.
 */
class SparseKernelAllocationTest {
  private static final int LINES = 64;
  private static final int MAPS = 64;
  private static final int EACH = 8;

  /** Calls until the compiler must be done, in rounds; it usually is within a few. */
  private static final int ROUNDS = 10_000;

  private static final int CALLS = 500;

  /** Bytes a call may allocate: the thread's counter moves in steps, and the JVM has work too. */
  private static final long FEW = 64;

  private final Kernels simd = KernelSet.named("simd");
  private final Generator generator = new Generator(1);
  private final float[] dense = new float[LINES * MAPS];
  private final CompressedRows entries =
      new CompressedRows(new int[LINES * MAPS], new float[LINES * MAPS], new int[LINES + 1]);

  /** Line i's row of the entries, and its first index. */
  private final int[] table = new int[3 * LINES];

  SparseKernelAllocationTest() {
    int end = 0;
    for (int i = 0; i < LINES; i++) {
      entries.rowOffsets()[i] = end;
      for (int m = i * MAPS; m < (i + 1) * MAPS; m++) {
        if (generator.nextInt(EACH) == 0) {
          dense[m] = 1 + generator.nextInt(9);
          entries.indices()[end] = m;
          entries.values()[end++] = dense[m];
        }
      }
      table[i] = i;
      table[LINES + i] = i;
      table[2 * LINES + i] = i * MAPS;
    }
    entries.rowOffsets()[LINES] = end;
  }

  private float[] numbers(int n) {
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = generator.nextInt(100) * 0.01f;
    }
    return numbers;
  }

  private static void assertAllocatesNothing(String name, Runnable kernel) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > FEW; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < CALLS; call++) {
        kernel.run();
      }
      least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / CALLS);
    }
    long bytes = least;
    assertTrue(bytes <= FEW, () -> name + " allocates " + bytes + " bytes a call");
  }

  @Test
  void rowsAreAddedInRegisters() {
    for (int columns : new int[] {16, 64, 128}) {
      StridedRows w = new StridedRows(numbers(MAPS * columns), 0, columns);
      StridedRows begin = new StridedRows(w.array(), 0, 0);
      StridedRows y = new StridedRows(new float[LINES * columns], 0, columns);
      assertAllocatesNothing(
          "addRows of " + columns,
          () -> simd.addRows(entries, table, LINES, 0, 1, w, begin, y, columns));
    }
  }

  @Test
  void gradientsAreAddedInRegisters() {
    int[] lines = new int[entries.indices().length];
    for (int e = 0; e < lines.length; e++) {
      lines[e] = (2 + generator.nextInt(LINES - 2)) * SparseKernels.PITCH;
    }
    RowSlice maps =
        new RowSlice(new CompressedRows(lines, entries.values(), entries.rowOffsets()), 0, 1, MAPS);
    float[] y = numbers(LINES * SparseKernels.PITCH);
    for (int columns : new int[] {16, 64}) {
      for (int n = 1; n <= 3; n++) {
        int taps = n;
        TapRows w = new TapRows(numbers(taps * MAPS * columns), 0, MAPS * columns, columns);
        assertAllocatesNothing(
            "addLines of " + columns + " of " + taps,
            () -> simd.addLines(maps, taps, y, 0, w, columns));
        float[] sums = new float[entries.rowOffsets()[LINES] * Kernels.PARTS];
        assertAllocatesNothing(
            "addDots of " + columns + " of " + taps,
            () -> simd.addDots(maps, taps, y, 0, w, columns, sums, 0));
      }
    }
  }

  @Test
  void rampsAreMadeInRegisters() {
    int[] ramp = new int[LINES];
    assertAllocatesNothing("ramp", () -> simd.ramp(ramp, 0, LINES, 3, 5));
  }

  @Test
  void winnersAreMarkedInRegisters() {
    long[] marks = new long[LINES * 4];
    for (int maps : new int[] {48, 64, 192}) {
      int lines = dense.length / maps;
      assertAllocatesNothing(
          "marks of what is not 0 among " + maps,
          () -> simd.markNonZeros(dense, 0, maps, lines, maps, marks));
      for (int size : new int[] {2, 4, 8, 16, 32, 48, 64}) {
        if (maps % size == 0) {
          int groups = maps / size;
          assertAllocatesNothing(
              "marks of winners of groups of " + size + " of " + maps,
              () -> simd.markWinners(dense, 0, maps, lines, groups, size, 1, marks));
          assertAllocatesNothing(
              "marks of winners of strided groups of " + size + " of " + maps,
              () -> simd.markWinners(dense, 0, maps, lines, groups, size, groups, marks));
        }
      }
    }
  }
}
