package decisive.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The classic memories with 2,048 neurons, against rates simulated elsewhere. Seeds are fixed.
 *
 * <p>Both rates are samples, so they are compared as such: if they are the same, then given how
 * many of all recalls failed, the failures among ours are hypergeometric. They must lie in the
 * central 99.9 %.
 */
class BaselineStatisticsTest {
  private static final double RISK = 0.001;
  private static final Clusters ANYWHERE = Clusters.ofSizes(2048);
  private static final Clusters BYTES = Clusters.uniform(8, 256);

  private static final int MEMORIES = 8;
  private static final int RECALLS_EACH = 125;

  /**
   * Hebb's rule, random signs, half of them erased, neurons updated one by one in order until
   * nothing changes. Simulated with 60 recalls.
   */
  @Test
  void hopfieldRecallsMostUpToItsThreshold() {
    int n = 2048;
    Generator random = new Generator(41);
    HopfieldMemory memory = new HopfieldMemory(n, HopfieldRule.HEBB);
    List<Message> stored = new ArrayList<>();
    int[] sizes = {67, 134, 200, 282};
    double[] simulated = {1.00, .93, .30, 0};
    assertEquals(BaselineTheory.hopfieldAll(n), sizes[0], 0.5);
    assertEquals(BaselineTheory.hopfieldMost(n), sizes[1], 0.5);
    for (int k = 0; k < sizes.length; k++) {
      while (stored.size() < sizes[k]) {
        int[] signs = new int[n];
        Arrays.setAll(signs, i -> random.nextInt(2));
        stored.add(Message.of(signs));
        memory.store(stored.get(stored.size() - 1));
      }
      int recalls = 60; // as random as any others
      int errors = 0;
      for (Message message : stored.subList(0, recalls)) {
        int[] erased = Arrays.copyOf(random.permutation(n), n / 2);
        Recall recall = memory.retrieve(message.erase(erased));
        errors += recall.unique() && recall.message().equals(message) ? 0 : 1;
      }
      assertSameRate(errors, recalls, 1 - simulated[k], 60);
    }
  }

  /**
   * Vectors of 2,048 units with 8 ones anywhere, 4 of them known; k = 8 winners over all units,
   * ties kept, each active unit counting itself once, 4 iterations; an error unless exactly the 8
   * are active in the end. Simulated with 3,000 recalls.
   */
  @ParameterizedTest
  @CsvSource({
    "willshaw, 10000, .006",
    "willshaw, 15000, .094",
    "willshaw, 20000, .719",
    "amari, 10000, .34",
    "amari, 15000, .96",
  })
  void onesAnywhereErrAsSimulated(String model, int vectors, double simulated) {
    int errors = 0;
    for (int m = 0; m < MEMORIES; m++) {
      Generator random = new Generator(42).split(model).split(vectors).split(m);
      UnitRule rule = new UnitRule.Winners(8);
      UnitMemory memory =
          model.equals("amari")
              ? new AmariMemory(ANYWHERE, rule, 4)
              : new WillshawMemory(ANYWHERE, rule, 4);
      List<int[]> stored = new ArrayList<>();
      for (int i = 0; i < vectors; i++) {
        int[] units = eightOf2048(random);
        memory.storeUnits(units);
        stored.add(units);
      }
      for (int[] units : stored.subList(0, RECALLS_EACH)) {
        int[] answer = memory.retrieveUnits(Arrays.copyOf(units, 4)).candidates(0);
        Arrays.sort(units);
        errors += Arrays.equals(units, answer) ? 0 : 1;
      }
    }
    assertSameRate(errors, MEMORIES * RECALLS_EACH, simulated, 3000);
  }

  /**
   * Messages of 8 clusters of 256, 4 of them known: units of a cluster are never connected, which
   * leaves fewer rivals. Simulated separately with 3,000 recalls from 20 memories.
   */
  @ParameterizedTest
  @CsvSource({
    "winners, 10000, .0027",
    "winners, 15000, .0357",
    "winners, 20000, .5170",
    "threshold, 10000, .0030",
    "threshold, 15000, .0597",
    "threshold, 20000, .7487",
  })
  void messagesOverClustersErrAsSimulated(String name, int messages, double simulated) {
    UnitRule rule = name.equals("winners") ? new UnitRule.Winners(8) : new UnitRule.Threshold(8);
    int errors = 0;
    for (int m = 0; m < MEMORIES; m++) {
      Generator random = new Generator(43).split(name).split(messages).split(m);
      WillshawMemory memory = new WillshawMemory(BYTES, rule, 4);
      List<Message> stored = new ArrayList<>();
      for (int i = 0; i < messages; i++) {
        int[] symbols = new int[8];
        Arrays.setAll(symbols, j -> random.nextInt(256));
        stored.add(Message.of(symbols));
        memory.store(stored.get(i));
      }
      for (Message message : stored.subList(0, RECALLS_EACH)) {
        Recall recall = memory.retrieve(message.erase(0, 1, 2, 3));
        errors += recall.unique() && recall.message().equals(message) ? 0 : 1;
      }
    }
    assertSameRate(errors, MEMORIES * RECALLS_EACH, simulated, 3000);
  }

  /**
   * Of M independent vectors each can change the number of connected pairs by at most 28, so it
   * strays from its mean by t with probability at most 2 exp(−2t²/(28² M)) (McDiarmid).
   */
  @ParameterizedTest
  @CsvSource({"1000", "10000"})
  void densityIsTheFormulas(int vectors) {
    Generator random = new Generator(44).split(vectors);
    WillshawMemory anywhere = new WillshawMemory(ANYWHERE);
    WillshawMemory clusters = new WillshawMemory(BYTES);
    for (int i = 0; i < vectors; i++) {
      anywhere.storeUnits(eightOf2048(random));
      int[] symbols = new int[8];
      Arrays.setAll(symbols, j -> random.nextInt(256));
      clusters.store(Message.of(symbols));
    }
    assertDensity(BaselineTheory.willshawDensity(2048, 8, vectors), anywhere, vectors);
    assertDensity(BaselineTheory.willshawDensity(BYTES, vectors), clusters, vectors);
  }

  private static void assertDensity(double expected, WillshawMemory memory, int vectors) {
    double pairs = 28 * StrictMath.sqrt(vectors * StrictMath.log(2 / RISK) / 2);
    assertEquals(expected, memory.density(), pairs / memory.bits());
  }

  private static int[] eightOf2048(Generator random) {
    int[] units = new int[8];
    for (int i = 0; i < units.length; i++) {
      int unit;
      do {
        unit = random.nextInt(2048);
      } while (contains(units, i, unit));
      units[i] = unit;
    }
    return units;
  }

  private static boolean contains(int[] units, int length, int unit) {
    for (int i = 0; i < length; i++) {
      if (units[i] == unit) {
        return true;
      }
    }
    return false;
  }

  private static void assertSameRate(int errors, int recalls, double rate, int simulations) {
    int simulated = (int) StrictMath.round(rate * simulations);
    HypergeometricDistribution expected =
        new HypergeometricDistribution(null, recalls + simulations, errors + simulated, recalls);
    int low = expected.inverseCumulativeProbability(RISK / 2);
    int high = expected.inverseCumulativeProbability(1 - RISK / 2);
    assertTrue(
        low <= errors && errors <= high,
        errors
            + " errors in "
            + recalls
            + " recalls; with "
            + simulated
            + " in "
            + simulations
            + " elsewhere "
            + low
            + " to "
            + high);
  }
}
