package decisive.nn.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Competitor;
import decisive.nn.competition.Phase;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Flatten;
import decisive.nn.layer.Linear;
import decisive.nn.layer.Relu;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Units and residual blocks: what they compute, whether observed or not, and their names. */
class UnitTest {
  private static final Generator RANDOM = new Generator(7);
  private static final Tensor IMAGES = Tensor.normal(RANDOM, 1, 3, 5, 5, 4);

  private static Unit unit(int number, int inputs) {
    Competitor competitor = new Competitor(Competition.groupsOf(2), 0, 4);
    competitor.phase(Phase.gated(2));
    return Unit.numbered(
        number, new Conv2d(inputs, 4, 3, 1, 1, RANDOM.split(number)), new BatchNorm(4), competitor);
  }

  private static ResidualBlock block(boolean projected) {
    Unit projection =
        Unit.projection(new Conv2d(4, 4, 1, 1, 0, RANDOM.split("shortcut")), new BatchNorm(4));
    return new ResidualBlock(
        List.of(unit(1, 4), unit(2, 4)), projected ? Optional.of(projection) : Optional.empty());
  }

  private static List<Tensor> resultAndGradients(Module module) {
    Variable x = Variable.parameter(IMAGES);
    Variable y = module.apply(x);
    y.mul(Variable.constant(Tensor.normal(new Generator(3), 1, y.shape().extents())))
        .sum()
        .backward();
    List<Tensor> all = new ArrayList<>(List.of(y.value(), x.gradient()));
    module.parameters().values().forEach(p -> all.add(p.gradient()));
    all.addAll(module.buffers().values());
    return all;
  }

  /** y = f(bn(conv(f(bn(conv(x))))) + shortcut(x)), written out. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBlockIsItsFormula(boolean projected) {
    ResidualBlock block = block(projected);
    Unit first = block.units().get(0);
    Unit last = block.units().get(1);
    block.eval();
    Variable x = Variable.constant(IMAGES);
    Variable y =
        first
            .activation()
            .orElseThrow()
            .apply(first.norm().orElseThrow().apply(first.layer().apply(x)));
    y = last.norm().orElseThrow().apply(last.layer().apply(y));
    y = y.add(projected ? block.shortcut().orElseThrow().apply(x) : x);
    assertEquals(last.activation().orElseThrow().apply(y).value(), block.apply(x).value());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void observedOrNotTheBitsAreTheSame(boolean projected) {
    List<Tensor> alone = resultAndGradients(block(projected));
    ResidualBlock observed = block(projected);
    List<String> seen = new ArrayList<>();
    List<Module.Observation> observations = new ArrayList<>();
    observed.visit(
        (path, module) ->
            observations.add(
                module.observe(
                    (in, out) -> seen.add(path + " " + module.getClass().getSimpleName()))));
    assertEquals(alone, resultAndGradients(observed));
    List<String> expected =
        new ArrayList<>(
            List.of(
                "conv1 Conv2d",
                "bn1 BatchNorm",
                "competition1 Competitor",
                " Unit",
                "conv2 Conv2d"));
    if (projected) {
      expected.addAll(List.of("shortcut.0 Conv2d", "shortcut.1 BatchNorm", "shortcut Unit"));
    }
    expected.addAll(List.of("bn2 BatchNorm", "competition2 Competitor", " Unit", " ResidualBlock"));
    assertEquals(expected, seen);
    observations.forEach(Module.Observation::close);
  }

  @Test
  void withoutANormOrAnActivationTheyAreLeftOut() {
    Linear linear = new Linear(4, 4, RANDOM.split("linear"));
    Variable x = Variable.constant(Tensor.normal(RANDOM.split("x"), 1, 6, 4));
    assertEquals(linear.apply(x).relu().value(), new Unit(linear, new Relu()).apply(x).value());
    Unit normed = new Unit(new Linear(4, 4, RANDOM.split("linear")), new BatchNorm(4));
    assertEquals(new BatchNorm(4).apply(linear.apply(x)).value(), normed.apply(x).value());
    assertEquals(
        List.of("linear.weight", "linear.bias", "bn.weight", "bn.bias"),
        List.copyOf(normed.parameters().keySet()));
    ResidualBlock block = new ResidualBlock(List.of(new Unit(linear, new Relu())));
    assertEquals(linear.apply(x).add(x).relu().value(), block.apply(x).value());
  }

  @Test
  void aBlocksNamesHaveNoLevelForUnits() {
    assertEquals(
        List.of(
            "conv1.weight",
            "bn1.weight",
            "bn1.bias",
            "conv2.weight",
            "bn2.weight",
            "bn2.bias",
            "shortcut.0.weight",
            "shortcut.1.weight",
            "shortcut.1.bias"),
        List.copyOf(block(true).parameters().keySet()));
    assertMessage(
        "ResidualBlock: the name 'conv1' is taken; choose another",
        () -> new ResidualBlock(List.of(unit(1, 4), unit(1, 4))));
  }

  @Test
  void namesWhatDoesNotFit() {
    Conv2d conv = new Conv2d(1, 4, 3, 1, 1, RANDOM);
    assertMessage(
        "unit: a batch norm of 3 maps after a layer that makes 4",
        () -> new Unit(conv, new BatchNorm(3)));
    assertMessage(
        "competition among 6 maps: what comes before it makes 4",
        () -> new Unit(conv, new Competitor(Competition.groupsOf(2), 0, 6)));
    assertMessage(
        "unit: Flatten is no layer; give a Conv2d or a Linear",
        () -> new Unit(new Flatten(), new Relu()));
    assertMessage("residual block: no units; give one or more", () -> new ResidualBlock(List.of()));
  }

  private static void assertMessage(String message, Executable wrong) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, wrong).getMessage());
  }
}
