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
 * Memories of 8 × 256 filled with random messages, against the formulas and against error rates
 * simulated elsewhere with 20,000 recalls. Seeds are fixed.
 *
 * <p>An error is an answer that is not exactly the message. Recalls of one memory depend on each
 * other a little, so several memories are asked.
 */
class CliqueStatisticsTest {
  private static final Clusters BYTES = Clusters.uniform(8, 256);
  private static final CliqueTheory THEORY = new CliqueTheory(BYTES);

  /** How unlikely a failure is if the rate is correct and the seed is drawn anew. */
  private static final double RISK = 0.001;

  private static final int MEMORIES = 4;
  private static final int RECALLS_EACH = 750;
  private static final int RECALLS = MEMORIES * RECALLS_EACH;

  /** One step from the known clusters; where two values were simulated, their mean. */
  @ParameterizedTest
  @CsvSource({"5000, 4, .037", "10000, 4, .367", "15000, 1, .0046", "25000, 1, .092"})
  void oneStepErrsAsTheCorrectedFormulaSays(int messages, int erased, double simulated) {
    int errors = errors(messages, RetrievalRule.sumOfSum().maxSteps(1), erased, 0);
    assertPlausible(errors, THEORY.correctedError(messages, erased), 0);
    assertPlausible(errors, simulated, 20_000);
  }

  /** One step with γ = 1, where the formula is further off than chance. */
  @ParameterizedTest
  @CsvSource({
    "15000, 4, .842",
    "20000, 4, .991",
    "25000, 4, 1",
    "30000, 4, 1",
    "20000, 1, .025",
    "30000, 1, .224"
  })
  void oneStepErrsAsSimulated(int messages, int erased, double simulated) {
    int errors = errors(messages, RetrievalRule.sumOfSum().maxSteps(1), erased, 0);
    assertPlausible(errors, simulated, 20_000);
  }

  @ParameterizedTest
  @CsvSource({
    "sumOfSum, 5000, 0",
    "sumOfSum, 10000, .002",
    "sumOfSum, 15000, .019",
    "sumOfSum, 20000, .175",
    "sumOfSum, 25000, .707",
    "sumOfSum, 30000, .974",
    "sumOfMax, 5000, 0",
    "sumOfMax, 10000, .0015",
    "sumOfMax, 15000, .019",
    "sumOfMax, 20000, .125",
    "sumOfMax, 25000, .55",
    "sumOfMax, 30000, .95",
    "unanimity, 5000, 0",
    "unanimity, 10000, .002",
    "unanimity, 15000, .018",
    "unanimity, 20000, .116",
    "unanimity, 25000, .47",
    "unanimity, 30000, .92",
  })
  void halfErased(String rule, int messages, double simulated) {
    assertPlausible(errors(messages, rule(rule), 4, 0), simulated, 20_000);
  }

  @ParameterizedTest
  @CsvSource({
    "10000, 1, .0005",
    "15000, 1, .012",
    "20000, 1, .063",
    "10000, 2, .0006",
    "15000, 2, .014",
    "20000, 2, .076"
  })
  void wrongSymbols(int messages, int wrong, double simulated) {
    assertPlausible(errors(messages, rule("sumOfSum"), 0, wrong), simulated, 20_000);
  }

  /**
   * Each of the 28 blocks is M balls thrown into N = 65,536 boxes; the variance of the boxes hit is
   * N q − N² q² + N (N − 1) (1 − 2/N)^M with q = (1 − 1/N)^M. The mean of the blocks deviates at
   * most as much as one, however they depend on each other: 4 standard deviations are allowed, a
   * risk below 0.01 %.
   */
  @ParameterizedTest
  @CsvSource({"1000", "15000"})
  void densityIsTheFormulas(int messages) {
    CliqueMemory memory = new CliqueMemory(BYTES);
    memory.storeAll(uniform(messages, new Generator(42).split(messages)));
    double boxes = 256 * 256;
    double q = StrictMath.pow(1 - 1 / boxes, messages);
    double both = StrictMath.pow(1 - 2 / boxes, messages);
    double variance = boxes * q - boxes * boxes * q * q + boxes * (boxes - 1) * both;
    double bound = 4 * StrictMath.sqrt(variance) / boxes;
    assertEquals(THEORY.density(messages), memory.density(), bound);
  }

  private static RetrievalRule rule(String name) {
    return switch (name) {
      case "sumOfSum" -> RetrievalRule.sumOfSum();
      case "sumOfMax" -> RetrievalRule.sumOfMax();
      default -> RetrievalRule.unanimity();
    };
  }

  private static int errors(int messages, RetrievalRule rule, int erased, int wrong) {
    int errors = 0;
    for (int m = 0; m < MEMORIES; m++) {
      Generator random = new Generator(41).split(messages).split(m);
      CliqueMemory memory = new CliqueMemory(BYTES);
      List<Message> stored = uniform(messages, random);
      memory.storeAll(stored);
      List<Message> queries = new ArrayList<>();
      for (Message message : stored.subList(0, RECALLS_EACH)) { // as random as any
        queries.add(spoiled(message, erased, wrong, random));
      }
      List<Recall> recalls = memory.retrieveAll(queries, rule);
      for (int i = 0; i < RECALLS_EACH; i++) {
        Recall recall = recalls.get(i);
        errors += recall.unique() && recall.message().equals(stored.get(i)) ? 0 : 1;
      }
    }
    return errors;
  }

  private static Message spoiled(Message message, int erased, int wrong, Generator random) {
    int[] symbols = new int[BYTES.count()];
    for (int i = 0; i < symbols.length; i++) {
      int symbol = message.symbol(i);
      symbols[i] = i < erased ? Message.ERASED : symbol;
      if (i >= erased && i < erased + wrong) {
        symbols[i] = (symbol + 1 + random.nextInt(255)) % 256;
      }
    }
    return Message.of(symbols);
  }

  private static List<Message> uniform(int messages, Generator random) {
    List<Message> list = new ArrayList<>();
    for (int n = 0; n < messages; n++) {
      int[] symbols = new int[BYTES.count()];
      for (int i = 0; i < symbols.length; i++) {
        symbols[i] = random.nextInt(256);
      }
      list.add(Message.of(symbols));
    }
    return list;
  }

  /**
   * The errors lie in the central 99.9 % of the binomial distribution. A simulated rate is itself
   * known only up to three standard errors: the interval is that of the rates within them.
   *
   * @param sample recalls behind the rate; 0 if it is exact
   */
  private static void assertPlausible(int errors, double rate, int sample) {
    double slack =
        sample == 0 ? 0 : 3 * StrictMath.sqrt(Math.max(rate, 1.0 / sample) * (1 - rate) / sample);
    double lowest = Math.max(0, rate - slack);
    double highest = Math.min(1, rate + slack);
    int low =
        new BinomialDistribution(null, RECALLS, lowest).inverseCumulativeProbability(RISK / 2);
    int high =
        new BinomialDistribution(null, RECALLS, highest).inverseCumulativeProbability(1 - RISK / 2);
    assertTrue(
        low <= errors && errors <= high,
        errors + " errors in " + RECALLS + " recalls; at rate " + rate + " " + low + " to " + high);
  }
}
