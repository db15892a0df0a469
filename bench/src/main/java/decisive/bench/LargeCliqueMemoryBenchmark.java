package decisive.bench;

import decisive.memory.CliqueMemory;
import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.memory.Recall;
import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A clique memory of 16 clusters of 4,096 with 5 million messages: building it, retrieving half
 * erased messages, and its bytes, printed beside the bits of its undirected edges. The heap is
 * given: 483 MiB of edges, 153 of packed messages, and what storing takes meanwhile.
 */
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class LargeCliqueMemoryBenchmark {
  private static final Clusters CLUSTERS = Clusters.uniform(16, 4096);
  private static final int MESSAGES = 5_000_000;
  private static final int QUERIES = 4096;

  /** The messages to store, made anew from their symbols each time they are asked for. */
  @State(Scope.Benchmark)
  public static class Source {
    private final char[] symbols = new char[MESSAGES * CLUSTERS.count()];

    final List<Message> messages =
        new AbstractList<>() {
          @Override
          public Message get(int index) {
            int[] message = new int[CLUSTERS.count()];
            for (int i = 0; i < message.length; i++) {
              message[i] = symbols[index * message.length + i];
            }
            return Message.of(message);
          }

          @Override
          public int size() {
            return MESSAGES;
          }
        };

    @Setup
    public void setUp() {
      Generator random = new Generator(1);
      for (int k = 0; k < symbols.length; k++) {
        symbols[k] = (char) random.nextInt(4096);
      }
    }
  }

  /** An empty memory, whose bytes are there before the time runs. */
  @State(Scope.Benchmark)
  public static class Empty {
    CliqueMemory memory;

    @Setup(Level.Invocation)
    public void setUp() {
      memory = null;
      memory = new CliqueMemory(CLUSTERS);
    }
  }

  /** The whole memory, and parts of what it stores. */
  @State(Scope.Benchmark)
  public static class Filled {
    final List<Message> queries = new ArrayList<>();
    CliqueMemory memory;

    @Setup
    public void setUp(Source source) {
      for (Message message : source.messages.subList(0, QUERIES)) {
        queries.add(message.erase(0, 2, 4, 6, 8, 10, 12, 14));
      }
      long before = used();
      memory = new CliqueMemory(CLUSTERS);
      memory.storeAll(source.messages);
      long bytes = used() - before;
      System.out.printf(
          Locale.ROOT,
          "%n%.1f MiB in the heap, %.3f times the %.1f MiB of its edges; density %.4f%n",
          bytes / 1048576.0,
          8.0 * bytes / memory.bits(),
          memory.bits() / 8 / 1048576.0,
          memory.density());
    }

    /** All answers must be there; a few may have candidates beside the truth. */
    @TearDown
    public void check() {
      long unique = memory.retrieveAll(queries).stream().filter(Recall::unique).count();
      System.out.println(unique + " of " + QUERIES + " queries have one answer");
    }

    private static long used() {
      System.gc();
      return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
  }

  /** Stores all messages in one call, from cold code on, as a program would. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.SECONDS)
  @Warmup(iterations = 0)
  @Measurement(iterations = 3)
  public CliqueMemory build(Source source, Empty empty, Threads threads) {
    Workers.use(threads.threads);
    empty.memory.storeAll(source.messages);
    return empty.memory;
  }

  /** Threads of {@link #build}. */
  @State(Scope.Benchmark)
  public static class Threads {
    @Param({"1", "2"})
    int threads;
  }

  /** Unanimity to the fixed point, half of each query erased: time for each. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  @OperationsPerInvocation(QUERIES)
  @Warmup(iterations = 3, time = 1)
  @Measurement(iterations = 5, time = 1)
  public void retrieve(Filled filled, Blackhole hole) {
    for (Message query : filled.queries) {
      hole.consume(filled.memory.retrieve(query));
    }
  }
}
