package decisive.bench;

import decisive.memory.CliqueMemory;
import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.memory.Recall;
import decisive.memory.RetrievalRule;
import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Storing in and retrieving from a clique memory of 8 clusters of 256, half of each query erased:
 * time for each message. Beside it the same in a {@code float} matrix, and a linear scan of packed
 * messages, which is exact, smaller, and fast enough while messages are few.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CliqueMemoryBenchmark {
  private static final int CLUSTERS = 8;
  private static final int FANALS = 256;

  /** Queries of one invocation; the messages come in the order they were made, at random. */
  private static final int QUERIES = 4096;

  /** The slow one is asked less. */
  private static final int FEW_QUERIES = 16;

  /** Stored messages, and parts of them. */
  @State(Scope.Benchmark)
  public static class Filled {
    @Param({"5000", "15000", "20000"})
    int messages;

    final List<Message> stored = new ArrayList<>();
    final List<Message> queries = new ArrayList<>();
    CliqueMemory memory;

    /** 1 where connected, from row to column. */
    final float[][] weights = new float[CLUSTERS * FANALS][CLUSTERS * FANALS];

    /** A byte a cluster. */
    long[] packed;

    @Setup
    public void setUp() {
      Generator random = new Generator(1);
      packed = new long[messages];
      for (int m = 0; m < messages; m++) {
        int[] symbols = new int[CLUSTERS];
        for (int i = 0; i < CLUSTERS; i++) {
          symbols[i] = random.nextInt(FANALS);
          packed[m] |= (long) symbols[i] << 8 * i;
        }
        for (int i = 0; i < CLUSTERS; i++) {
          for (int j = 0; j < CLUSTERS; j++) {
            weights[i * FANALS + symbols[i]][j * FANALS + symbols[j]] = i == j ? 0 : 1;
          }
        }
        stored.add(Message.of(symbols));
        if (m < QUERIES) {
          queries.add(stored.get(m).erase(0, 3, 5, 6));
        }
      }
      memory = new CliqueMemory(Clusters.uniform(CLUSTERS, FANALS));
      memory.storeAll(stored);
    }
  }

  /** Unanimity to the fixed point. */
  @Benchmark
  @OperationsPerInvocation(QUERIES)
  public void retrieve(Filled filled, Blackhole hole) {
    for (Message query : filled.queries) {
      hole.consume(filled.memory.retrieve(query));
    }
  }

  /** Sum-of-sum, γ = 1, at most 4 steps: what {@link #retrieveFloats} does as well. */
  @Benchmark
  @OperationsPerInvocation(QUERIES)
  public void retrieveSumOfSum(Filled filled, Blackhole hole) {
    for (Message query : filled.queries) {
      hole.consume(filled.memory.retrieve(query, RetrievalRule.sumOfSum()));
    }
  }

  @Benchmark
  @OperationsPerInvocation(QUERIES)
  public List<Recall> retrieveAllOneThread(Filled filled) {
    Workers.use(1);
    return filled.memory.retrieveAll(filled.queries);
  }

  @Benchmark
  @OperationsPerInvocation(QUERIES)
  public List<Recall> retrieveAllTwoThreads(Filled filled) {
    Workers.use(2);
    return filled.memory.retrieveAll(filled.queries);
  }

  @Benchmark
  @OperationsPerInvocation(FEW_QUERIES)
  public void retrieveFloats(Filled filled, Blackhole hole) {
    for (int q = 0; q < FEW_QUERIES; q++) {
      hole.consume(floats(filled.weights, filled.queries.get(q)));
    }
  }

  /** All stored messages that agree with the query. */
  @Benchmark
  @OperationsPerInvocation(QUERIES)
  public void retrieveByScan(Filled filled, Blackhole hole) {
    for (Message query : filled.queries) {
      long mask = 0;
      long symbols = 0;
      for (int i = 0; i < CLUSTERS; i++) {
        if (!query.isErased(i)) {
          mask |= 0xffL << 8 * i;
          symbols |= (long) query.symbol(i) << 8 * i;
        }
      }
      int found = 0;
      long last = 0;
      for (long message : filled.packed) {
        if ((message & mask) == symbols) {
          found++;
          last = message;
        }
      }
      hole.consume(found);
      hole.consume(last);
    }
  }

  /** Fills a new memory; 5,000 to 20,000 messages an invocation, so divide by them. */
  @Benchmark
  public CliqueMemory storeEach(Filled filled) {
    CliqueMemory memory = new CliqueMemory(Clusters.uniform(CLUSTERS, FANALS));
    for (Message message : filled.stored) {
      memory.store(message);
    }
    return memory;
  }

  /** As {@link #storeEach}, in one call and one thread. */
  @Benchmark
  public CliqueMemory storeAll(Filled filled) {
    Workers.use(1);
    CliqueMemory memory = new CliqueMemory(Clusters.uniform(CLUSTERS, FANALS));
    memory.storeAll(filled.stored);
    return memory;
  }

  private static float[] floats(float[][] weights, Message query) {
    float[] v = new float[weights.length];
    for (int i = 0; i < CLUSTERS; i++) {
      if (!query.isErased(i)) {
        v[i * FANALS + query.symbol(i)] = 1;
      }
    }
    for (int step = 0; step < 4; step++) {
      float[] next = new float[v.length];
      boolean same = true;
      for (int start = 0; start < v.length; start += FANALS) {
        float best = 1; // a score of 0 is never enough
        for (int a = start; a < start + FANALS; a++) {
          float score = v[a];
          for (int b = 0; b < v.length; b++) {
            score += weights[a][b] * v[b];
          }
          next[a] = score;
          best = Math.max(best, score);
        }
        for (int a = start; a < start + FANALS; a++) {
          next[a] = next[a] == best ? 1 : 0;
          same &= next[a] == v[a];
        }
      }
      if (same) {
        break;
      }
      v = next;
    }
    return v;
  }
}
