package decisive.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Memories of 8 × 256 to 8 × 256 filled with random pairs, against the formulas. Seeds are fixed.
 */
class HeteroStatisticsTest {
  private static final Clusters BYTES = Clusters.uniform(8, 256);
  private static final HeteroTheory THEORY = new HeteroTheory(BYTES, BYTES);

  /** How unlikely a failure is if the formula holds and the seed is drawn anew. */
  private static final double RISK = 0.001;

  private static final int MEMORIES = 4;
  private static final int RECALLS_EACH = 1000;

  /**
   * Of 4,000 recalls, 1,000 from each of 4 memories, the errors lie in the central 99.9 % of the
   * binomial distribution of the corrected formula, and in that of the error rate simulated
   * elsewhere with 20,000 recalls.
   */
  @ParameterizedTest
  @CsvSource({"15000, 0, .0087", "20000, 0, .060", "5000, 4, .070"})
  void errorRateIsTheCorrectedOne(int pairs, int erased, double simulated) {
    int errors = 0;
    for (int m = 0; m < MEMORIES; m++) {
      Generator random = new Generator(31).split(pairs).split(m);
      HeteroMemory memory = new HeteroMemory(BYTES, BYTES);
      List<Message> inputs = fill(memory, pairs, random);
      for (int i = 0; i < RECALLS_EACH; i++) { // pairs are random: the first are as good as any
        Message query = inputs.get(i);
        for (int j = 0; j < erased; j++) {
          query = query.erase(j);
        }
        errors += memory.retrieve(query).unique() ? 0 : 1;
      }
    }
    assertPlausible(errors, THEORY.correctedError(pairs, BYTES.count() - erased));
    assertPlausible(errors, simulated);
  }

  /**
   * Each of the 64 blocks of W is M balls thrown into N = 65,536 boxes; the variance of the boxes
   * hit is N q − N² q² + N (N − 1) (1 − 2/N)^M with q = (1 − 1/N)^M. The mean of 64 blocks deviates
   * at most as much as one, however they depend on each other: 4 of its standard deviations are
   * allowed, a risk below 0.01 %.
   */
  @ParameterizedTest
  @CsvSource({"1000", "5000", "15000"})
  void densityIsTheFormulas(int pairs) {
    HeteroMemory memory = new HeteroMemory(BYTES, BYTES);
    fill(memory, pairs, new Generator(32).split(pairs));
    double boxes = 256 * 256;
    double q = StrictMath.pow(1 - 1 / boxes, pairs);
    double both = StrictMath.pow(1 - 2 / boxes, pairs);
    double variance = boxes * q - boxes * boxes * q * q + boxes * (boxes - 1) * both;
    double bound = 4 * StrictMath.sqrt(variance) / boxes;
    assertEquals(THEORY.density(pairs), memory.density(), bound);
  }

  private static List<Message> fill(HeteroMemory memory, int pairs, Generator random) {
    List<Message> inputs = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      Message x = uniform(random);
      inputs.add(x);
      memory.store(x, uniform(random));
    }
    return inputs;
  }

  private static Message uniform(Generator random) {
    int[] symbols = new int[BYTES.count()];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = random.nextInt(BYTES.fanals(i));
    }
    return Message.of(symbols);
  }

  private static void assertPlausible(int errors, double rate) {
    int recalls = MEMORIES * RECALLS_EACH;
    BinomialDistribution expected = new BinomialDistribution(null, recalls, rate);
    int low = expected.inverseCumulativeProbability(RISK / 2);
    int high = expected.inverseCumulativeProbability(1 - RISK / 2);
    assertTrue(
        low <= errors && errors <= high,
        errors + " errors in " + recalls + " recalls; at rate " + rate + " " + low + " to " + high);
  }
}
