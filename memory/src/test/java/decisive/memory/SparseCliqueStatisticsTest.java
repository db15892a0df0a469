package decisive.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.RetrievalRule.Selection;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Memories of 32 × 32 of which a message uses 8 clusters, filled with random messages, against the
 * formulas. Seeds are fixed. Recalls of one memory depend on each other a little, so several are
 * asked.
 */
class SparseCliqueStatisticsTest {
  private static final Clusters CLUSTERS = Clusters.uniform(32, 32);
  private static final int USED = 8;
  private static final SparseCliqueTheory THEORY = new SparseCliqueTheory(CLUSTERS, USED);

  /** How unlikely a failure is if the formula is correct and the seed is drawn anew. */
  private static final double RISK = 0.001;

  private static final int MEMORIES = 4;
  private static final int RECALLS_EACH = 1000;
  private static final int RECALLS = MEMORIES * RECALLS_EACH;

  /** The errors lie in the central 99.9 % of the binomial distribution. */
  @ParameterizedTest
  @CsvSource({"2000, 5", "3000, 4", "4500, 4", "6000, 2"})
  void oneGuidedStepErrsAsTheCorrectedFormulaSays(int messages, int erased) {
    int errors = errors(messages, erased, RetrievalRule.sumOfSum().maxSteps(1), true);
    BinomialDistribution expected =
        new BinomialDistribution(null, RECALLS, THEORY.correctedError(messages, erased));
    int low = expected.inverseCumulativeProbability(RISK / 2);
    int high = expected.inverseCumulativeProbability(1 - RISK / 2);
    assertTrue(low <= errors && errors <= high, errors + " errors: not " + low + " to " + high);
  }

  /**
   * In each of the 496 blocks M messages hit a box of N = 1,024 with probability p = c(c − 1)/(χ(χ
   * − 1)N) each; the variance of the boxes hit is N q − N² q² + N (N − 1) (1 − 2p)^M with q = (1 −
   * p)^M. The mean of the blocks deviates at most as much as one, however they depend on each
   * other: 3.3 standard deviations are allowed, a risk below 0.1 %.
   */
  @ParameterizedTest
  @CsvSource({"500", "4500"})
  void densityIsTheFormulas(int messages) {
    SparseCliqueMemory memory = new SparseCliqueMemory(CLUSTERS, USED);
    memory.storeAll(uniform(messages, new Generator(42).split(messages)));
    double boxes = 32 * 32;
    double hit = USED * (USED - 1) / (32 * 31 * boxes);
    double q = StrictMath.pow(1 - hit, messages);
    double both = StrictMath.pow(1 - 2 * hit, messages);
    double variance = boxes * q - boxes * boxes * q * q + boxes * (boxes - 1) * both;
    assertEquals(
        THEORY.density(messages), memory.density(), 3.3 * StrictMath.sqrt(variance) / boxes);
  }

  /** More steps repair what one leaves open; not to know the clusters makes it harder. */
  @Test
  void rulesCompare() {
    RetrievalRule unanimity = RetrievalRule.unanimity();
    RetrievalRule.Voting voting = RetrievalRule.sumOfSum().maxSteps(20);
    RetrievalRule global = voting.selection(Selection.GLOBAL_WINNER_TAKES_ALL);
    RetrievalRule losers = voting.selection(Selection.LOSERS_KICKED_OUT);
    int oneStep = errors(4500, 4, RetrievalRule.sumOfSum().maxSteps(1), true);
    int guided = errors(4500, 4, unanimity, true);
    int unguided = errors(4500, 4, unanimity, false);
    assertTrue(10 * guided < unguided && 2 * unguided < oneStep, guided + ", " + unguided);
    assertEquals(0, errors(1000, 4, unanimity, false));
    assertEquals(0, errors(1000, 4, losers, false));
    int cautious = errors(4500, 4, losers, false);
    int greedy = errors(4500, 4, global, false);
    assertTrue(4 * cautious < greedy && greedy < RECALLS, cautious + ", " + greedy);
  }

  private static int errors(int messages, int erased, RetrievalRule rule, boolean guided) {
    int errors = 0;
    for (int m = 0; m < MEMORIES; m++) {
      SparseCliqueMemory memory = new SparseCliqueMemory(CLUSTERS, USED);
      List<Message> stored = uniform(messages, new Generator(41).split(messages).split(m));
      memory.storeAll(stored);
      for (Message message : stored.subList(0, RECALLS_EACH)) { // as random as any
        Message query = message;
        for (int i = 0; query.known() > USED - erased; i++) {
          query = message.isUnused(i) ? query : query.erase(i);
        }
        Recall recall = memory.retrieve(guided ? query : query.eraseUnused(), rule);
        errors += recall.unique() && recall.message().equals(message) ? 0 : 1;
      }
    }
    return errors;
  }

  private static List<Message> uniform(int messages, Generator random) {
    List<Message> list = new ArrayList<>();
    for (int n = 0; n < messages; n++) {
      int[] symbols = new int[CLUSTERS.count()];
      Arrays.fill(symbols, Message.UNUSED);
      for (int k = 0; k < USED; ) {
        int cluster = random.nextInt(symbols.length);
        if (symbols[cluster] == Message.UNUSED) {
          symbols[cluster] = random.nextInt(CLUSTERS.fanals(cluster));
          k++;
        }
      }
      list.add(Message.of(symbols));
    }
    return list;
  }
}
