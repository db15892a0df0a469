package decisive.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What Hopfield memories obey, by rule and order of updates. */
class HopfieldLawsTest {
  private static final int CAP = 50;

  /** Messages of n signs to store, and one to ask with, in which some may be erased. */
  record Scenario(int n, List<Message> messages, Message query) {}

  @Property(tries = 100)
  void aSingleMessageAndItsNegativeAreFixedPoints(
      @ForAll HopfieldRule rule,
      @ForAll("updates") HopfieldUpdates updates,
      @ForAll("scenarios") Scenario scenario) {
    HopfieldMemory memory = new HopfieldMemory(scenario.n(), rule, updates, CAP);
    Message message = scenario.messages().get(0);
    memory.store(message);
    for (Message sign : List.of(message, negative(message))) {
      assertFixed(memory, sign);
      Recall part = memory.retrieve(partLike(scenario.query(), sign));
      assertEquals(sign, part.message()); // also from any part
      assertTrue(part.converged());
    }
  }

  /** W is symmetric in sign: what answers q with x answers −q with −x. */
  @Property(tries = 100)
  void theNegativeOfAQueryIsAnsweredWithTheNegative(
      @ForAll HopfieldRule rule,
      @ForAll("updates") HopfieldUpdates updates,
      @ForAll("scenarios") Scenario scenario) {
    HopfieldMemory memory = filled(scenario, rule, updates);
    List<HopfieldStep> steps = new ArrayList<>();
    List<HopfieldStep> negatives = new ArrayList<>();
    memory.retrieve(scenario.query(), steps::add);
    memory.retrieve(negative(scenario.query()), negatives::add);
    assertEquals(steps.size(), negatives.size());
    for (int t = 0; t < steps.size(); t++) {
      assertEquals(negative(steps.get(t).state()), negatives.get(t).state());
    }
  }

  @Property(tries = 150)
  void energyNeverRisesWhenNeuronsAreUpdatedOneByOne(
      @ForAll HopfieldRule rule,
      @ForAll("oneByOne") HopfieldUpdates updates,
      @ForAll("scenarios") Scenario scenario) {
    HopfieldMemory memory = filled(scenario, rule, updates);
    double rounding = rule == HopfieldRule.HEBB ? 0 : 1e-12 * scenario.n();
    List<HopfieldStep> steps = new ArrayList<>();
    Recall recall = memory.retrieve(scenario.query(), steps::add);
    for (int t = 1; t < steps.size(); t++) {
      double before = steps.get(t - 1).energy();
      double after = steps.get(t).energy();
      assertTrue(after <= before + rounding, before + " to " + after);
      assertEquals(memory.energy(steps.get(t).state()), after, rounding);
    }
    assertTrue(recall.converged()); // so it must come to rest
  }

  /** Against the formulas in plain loops; Hebb's rule, where all is exact. */
  @Property(tries = 200)
  void equalsTheFormulas(
      @ForAll("updates") HopfieldUpdates updates,
      @ForAll("scenarios") Scenario scenario,
      @ForAll @IntRange(min = 1, max = 6) int iterations) {
    int n = scenario.n();
    HopfieldMemory memory = new HopfieldMemory(n, HopfieldRule.HEBB, updates, iterations);
    long[][] w = new long[n][n];
    for (Message message : scenario.messages()) {
      memory.store(message);
      int[] x = signs(message);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          w[i][j] += i == j ? 0 : x[i] * x[j];
        }
      }
    }
    int[] s = signs(scenario.query());
    boolean converged = false;
    int step = 0;
    while (!converged && step < iterations) {
      step++;
      int[] before = s.clone();
      int[] order = IntStream.range(0, n).toArray();
      if (updates instanceof HopfieldUpdates.Shuffled shuffled) {
        order = new Generator(shuffled.seed()).split(step).permutation(n);
      }
      for (int i : order) {
        long h = field(w[i], updates instanceof HopfieldUpdates.Synchronous ? before : s);
        s[i] = h == 0 ? s[i] : Long.signum(h);
      }
      converged = Arrays.equals(before, s);
    }

    Recall recall = memory.retrieve(scenario.query());
    assertEquals(step, recall.steps());
    assertEquals(converged, recall.converged());
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertEquals(w[i][j], memory.weight(i, j));
      }
      int[] expected = s[i] == 0 ? new int[0] : new int[] {s[i] > 0 ? 1 : 0};
      assertEquals(Arrays.toString(expected), Arrays.toString(recall.candidates(i)));
      assertEquals(field(w[i], s), recall.scores(i)[1]);
      assertEquals(-field(w[i], s), recall.scores(i)[0]);
    }
  }

  /** Up to n independent messages, and the dependent ones among them, are all kept. */
  @Property(tries = 150)
  void theProjectionKeepsEveryMessage(
      @ForAll("updates") HopfieldUpdates updates, @ForAll("scenarios") Scenario scenario) {
    HopfieldMemory memory = filled(scenario, HopfieldRule.PROJECTION, updates);
    for (Message message : scenario.messages()) {
      assertFixed(memory, message);
      assertFixed(memory, negative(message));
    }
  }

  /** W = X X⁺, with the pseudo-inverse from a singular value decomposition. */
  @Property(tries = 100)
  void theProjectionIsThatOfThePseudoInverse(@ForAll("scenarios") Scenario scenario) {
    int n = scenario.n();
    int columns = scenario.messages().size();
    HopfieldMemory memory =
        filled(scenario, HopfieldRule.PROJECTION, new HopfieldUpdates.InOrder());
    DMatrixRMaj x = new DMatrixRMaj(n, columns);
    for (int j = 0; j < columns; j++) {
      int[] signs = signs(scenario.messages().get(j));
      for (int i = 0; i < n; i++) {
        x.set(i, j, signs[i]);
      }
    }
    DMatrixRMaj inverse = new DMatrixRMaj(columns, n);
    CommonOps_DDRM.pinv(x, inverse);
    DMatrixRMaj expected = new DMatrixRMaj(n, n);
    CommonOps_DDRM.mult(x, inverse, expected);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertEquals(expected.get(i, j), memory.weight(i, j), 1e-10);
      }
    }
  }

  /**
   * A query that differs from a stored x by e has the fields x + W e, and as W is a projection (W
   * e)_i² ≤ w_ii ‖e‖². With f signs wrong, ‖e‖² = 4f; with f erased, f. So as long as max w_ii ‖e‖²
   * &lt; 1, one synchronous step repairs all of it: with m messages, about up to n/(4m) wrong signs
   * or n/m erased ones.
   */
  @Property(tries = 60)
  void theProjectionRepairsALittleNoiseInOneStep(
      @ForAll @IntRange(min = 40, max = 100) int n,
      @ForAll @IntRange(min = 1, max = 4) int messages,
      @ForAll boolean erase,
      @ForAll long seed) {
    Generator random = new Generator(seed);
    HopfieldMemory memory =
        new HopfieldMemory(n, HopfieldRule.PROJECTION, new HopfieldUpdates.Synchronous(), 1);
    int[] symbols = new int[n];
    for (int m = 0; m < messages; m++) {
      Arrays.setAll(symbols, i -> random.nextInt(2));
      memory.store(Message.of(symbols));
    }
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, memory.weight(i, i));
    }
    int limit = (int) StrictMath.ceil(1 / (largest * (erase ? 1 : 4)) - 1e-6) - 1;
    int[] query = symbols.clone();
    int[] order = random.permutation(n);
    for (int k = 0; k < limit; k++) {
      query[order[k]] = erase ? Message.ERASED : 1 - query[order[k]];
    }
    assertEquals(Message.of(symbols), memory.retrieve(Message.of(query)).message());
  }

  @Property(tries = 60)
  void orderOfStoringDoesNotMatter(
      @ForAll HopfieldRule rule, @ForAll("scenarios") Scenario scenario, @ForAll Random shuffle) {
    List<Message> shuffled = new ArrayList<>(scenario.messages());
    Collections.shuffle(shuffled, shuffle);
    HopfieldUpdates updates = new HopfieldUpdates.InOrder();
    HopfieldMemory one = filled(scenario, rule, updates);
    HopfieldMemory other =
        filled(new Scenario(scenario.n(), shuffled, scenario.query()), rule, updates);
    double rounding = rule == HopfieldRule.HEBB ? 0 : 1e-10;
    for (int i = 0; i < scenario.n(); i++) {
      for (int j = 0; j < scenario.n(); j++) {
        assertEquals(one.weight(i, j), other.weight(i, j), rounding);
        assertEquals(one.weight(i, j), one.weight(j, i));
      }
    }
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    return Arbitraries.integers()
        .between(1, 12)
        .flatMap(
            n ->
                Combinators.combine(
                        messages(n, 0).list().ofMinSize(1).ofMaxSize(n + 2),
                        messages(n, Message.ERASED).filter(query -> query.known() > 0))
                    .as((messages, query) -> new Scenario(n, messages, query)))
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<HopfieldUpdates> updates() {
    return Arbitraries.oneOf(oneByOne(), Arbitraries.just(new HopfieldUpdates.Synchronous()));
  }

  @Provide
  Arbitrary<HopfieldUpdates> oneByOne() {
    return Arbitraries.oneOf(
        Arbitraries.just(new HopfieldUpdates.InOrder()),
        Arbitraries.longs().map(HopfieldUpdates.Shuffled::new));
  }

  private static Arbitrary<Message> messages(int n, int lowest) {
    return Arbitraries.integers().between(lowest, 1).array(int[].class).ofSize(n).map(Message::of);
  }

  private static HopfieldMemory filled(
      Scenario scenario, HopfieldRule rule, HopfieldUpdates updates) {
    HopfieldMemory memory = new HopfieldMemory(scenario.n(), rule, updates, CAP);
    scenario.messages().forEach(memory::store);
    return memory;
  }

  private static void assertFixed(HopfieldMemory memory, Message message) {
    Recall recall = memory.retrieve(message);
    assertEquals(message, recall.message());
    assertEquals(1, recall.steps());
    assertTrue(recall.converged());
  }

  private static Message negative(Message message) {
    return Message.of(
        IntStream.range(0, message.length())
            .map(i -> message.isErased(i) ? Message.ERASED : 1 - message.symbol(i))
            .toArray());
  }

  /** The message with the signs erased that are erased in the query. */
  private static Message partLike(Message query, Message message) {
    return message.erase(IntStream.range(0, query.length()).filter(query::isErased).toArray());
  }

  private static int[] signs(Message message) {
    return IntStream.range(0, message.length())
        .map(i -> message.isErased(i) ? 0 : 2 * message.symbol(i) - 1)
        .toArray();
  }

  private static long field(long[] weights, int[] state) {
    long h = 0;
    for (int j = 0; j < state.length; j++) {
      h += weights[j] * state[j];
    }
    return h;
  }
}
