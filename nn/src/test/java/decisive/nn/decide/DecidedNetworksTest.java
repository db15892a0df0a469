package decisive.nn.decide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.competition.Competitor;
import decisive.nn.count.ExecutedCount;
import decisive.nn.count.MultiplicationCount;
import decisive.tensor.Batch;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What holds of any network that is made of the library's parts. The networks that are tried are
 * the same each time: among others some would have ties but for rounding.
 */
class DecidedNetworksTest {
  private static final String SEED = "42";

  private static Tensor images(long seed, int count) {
    Generator generator = new Generator(seed).split("images");
    int size = RandomNetworks.SIZE;
    return Tensor.normal(generator, 1, count, size, size, RandomNetworks.CHANNELS);
  }

  private static Batch batch(long seed) {
    return new Batch(images(seed, 4), new int[] {0, 1, 4, 1});
  }

  private static void assertClose(Tensor expected, Tensor actual, String what) {
    assertEquals(expected.shape(), actual.shape(), what);
    for (int i = 0; i < expected.size(); i++) {
      float value = expected.data()[i];
      assertEquals(value, actual.data()[i], 2e-4 * Math.max(1, Math.abs(value)), what + " " + i);
    }
  }

  @Property(tries = 300, seed = SEED)
  void logitsAreTheNetworks(@ForAll long seed) {
    Module network = RandomNetworks.of(seed);
    Tensor images = images(seed, 3);
    Tensor expected = network.evaluating(() -> network.apply(Variable.constant(images))).value();
    Dham dham = Dham.decide(network);
    assertClose(expected, dham.logits(images), "as decided");
    for (Execution way : Execution.values()) {
      assertClose(expected, dham.with(way).logits(images), way.toString());
    }
    assertEquals(RandomNetworks.OUTPUTS, dham.outputs());
  }

  @Property(tries = 60, seed = SEED)
  void filesKeepEveryBit(@ForAll long seed) throws IOException {
    Dham dham = Dham.decide(RandomNetworks.of(seed)).withNotes(Map.of("seed", "" + seed));
    Path file = Files.createTempFile("decided", ".safetensors");
    try {
      dham.save(file);
      Dham read = Dham.read(file);
      assertEquals(dham.logits(images(seed, 2)), read.logits(images(seed, 2)));
      assertEquals(dham.executions(), read.executions());
      assertEquals(dham.notes(), read.notes());
      assertEquals(dham.channels(), read.channels());
    } finally {
      Files.delete(file);
    }
  }

  /** Two ways to count: where a network's inputs are seen, and by what sparse execution selects. */
  @Property(tries = 60, seed = SEED)
  void executedProductsAreThoseOfTheNetwork(@ForAll long seed) {
    Module network = RandomNetworks.of(seed);
    MultiplicationCount executed = ExecutedCount.of(network, List.of(batch(seed)));
    Map<String, Long> additions = new TreeMap<>();
    long linear = 0;
    for (LayerCount count : Dham.decide(network).count(List.of(batch(seed)))) {
      assertTrue(count.additions() <= count.exact(), count.toString());
      if (executed.convolutions().containsKey(count.layer())) {
        additions.put(count.layer(), count.additions());
      } else {
        linear += count.additions();
      }
    }
    assertEquals(new TreeMap<>(executed.convolutions()), additions);
    assertTrue(linear <= executed.linear(), linear + " of " + executed.linear());
  }

  /** Autograd goes through a decided gate as an explanation does: the factor is a constant. */
  @Property(tries = 100, seed = SEED)
  void attributionsAreValuesTimesGradients(@ForAll long seed) {
    Module network = RandomNetworks.of(seed);
    Tensor image = images(seed, 1);
    Variable pixels = Variable.parameter(image.copy());
    Tensor pick = Tensor.zeros(1, RandomNetworks.OUTPUTS);
    pick.data()[3] = 1;
    network.apply(pixels).mul(Variable.constant(pick)).sum().backward();
    Explanation explanation = Dham.decide(network).explain(image, OptionalInt.of(3));
    boolean[] ones = {false};
    network.visit(
        (path, module) ->
            ones[0] |= module instanceof Competitor competitor && competitor.winnersBecomeOne());
    if (!ones[0]) { // through those an explanation does not go back
      Tensor expected = pixels.gradient().mul(image);
      assertClose(
          expected.reshape(expected.size()),
          explanation.inputs().orElseThrow().reshape(expected.size()),
          "attribution");
    }
  }

  @Property(tries = 60, seed = SEED)
  void mapsThatNeverWinAreNotMissed(@ForAll long seed) {
    Dham dham = Dham.decide(RandomNetworks.of(seed));
    Batch seen = batch(seed);
    List<MapWins> wins = dham.wins(List.of(seen));
    Pruning pruning = new Pruning(dham, wins);
    Dham smaller =
        pruning.without(
            pruning.candidates().subList(0, Math.min(pruning.silent(), pruning.most())));
    assertClose(dham.logits(seen.inputs()), smaller.logits(seen.inputs()), "pruned");
    assertTrue(smaller.weights() <= dham.weights());
    List<MapWins> after = smaller.wins(List.of(seen));
    for (int l = 0; l < wins.size(); l++) {
      assertArrayEquals(winners(wins.get(l)), winners(after.get(l)), wins.get(l).layer());
    }
    Dham smallest = pruning.without(pruning.candidates().subList(0, pruning.most()));
    assertEquals(dham.logits(seen.inputs()).shape(), smallest.logits(seen.inputs()).shape());
  }

  /** The wins of maps that win. */
  private static long[] winners(MapWins wins) {
    return Arrays.stream(wins.all()).filter(count -> count > 0).toArray();
  }
}
