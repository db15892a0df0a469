package decisive.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.resnet.ResNet;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleTest {
  /** y = w · x, with parts that run one after the other before. */
  private static final class Scale extends Module {
    private final List<Module> parts = new ArrayList<>();
    private final Variable weight = parameter("weight", Tensor.vector(2, 3));

    Scale(String... names) {
      buffer("seen", Tensor.scalar(0));
      for (String name : names) {
        parts.add(child(name, new Scale()));
      }
    }

    @Override
    protected Variable forward(Variable x) {
      Variable y = x;
      for (Module part : parts) {
        y = part.apply(y);
      }
      return y.mul(weight);
    }
  }

  /** Takes names as they come. */
  private static final class Named extends Module {
    Named(String parameter, String buffer, String child) {
      parameter(parameter, Tensor.scalar(1));
      buffer(buffer, Tensor.scalar(1));
      child(child, new Scale());
    }

    @Override
    protected Variable forward(Variable x) {
      return x;
    }
  }

  private static Variable x() {
    return Variable.constant(Tensor.vector(1, 1));
  }

  @Test
  void namesAreDottedPathsInTheOrderOfNaming() {
    Named net = new Named("own", "kept", "part");
    assertEquals(List.of("own", "part.weight"), List.copyOf(net.parameters().keySet()));
    assertEquals(List.of("kept", "part.seen"), List.copyOf(net.buffers().keySet()));
    List<String> paths = new ArrayList<>();
    new Scale("b", "a").visit((path, module) -> paths.add(path));
    assertEquals(List.of("", "b", "a"), paths);
    assertEquals(3, net.parameterCount());
  }

  @ParameterizedTest
  @CsvSource({"same, same, part", "same, kept, same", "own, same, same"})
  void namesAreGivenOnce(String parameter, String buffer, String child) {
    assertEquals(
        "Named: the name 'same' is taken; choose another",
        assertThrows(IllegalArgumentException.class, () -> new Named(parameter, buffer, child))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "."})
  void namesAreNotPaths(String name) {
    assertEquals(
        "Named: the name '"
            + name
            + "' must be without dots, and not empty; dots join the names of nested modules",
        assertThrows(IllegalArgumentException.class, () -> new Named(name, "b", "c")).getMessage());
  }

  @Test
  void observersSeeInputAndOutputUntilTheyEnd() {
    Scale net = new Scale("part");
    List<Tensor> seen = new ArrayList<>();
    Variable x = x();
    Variable y;
    try (Module.Observation observation =
        net.observe(
            (input, output) -> {
              assertSame(x, input);
              seen.add(output.value());
            })) {
      y = net.apply(x);
    }
    net.apply(x);
    assertEquals(List.of(y.value()), seen);
    assertEquals(Tensor.vector(4, 9), y.value());
  }

  @Test
  void anObserverMayEndWhatItSees() {
    Scale net = new Scale();
    List<Module.Observation> mine = new ArrayList<>();
    int[] seen = {0};
    mine.add(
        net.observe(
            (input, output) -> {
              seen[0]++;
              mine.get(0).close();
            }));
    net.apply(x());
    net.apply(x());
    assertEquals(1, seen[0]);
  }

  @Test
  void modesReachAllParts() {
    Scale net = new Scale("a", "b");
    assertModes(net, true);
    net.eval();
    assertModes(net, false);
    net.train();
    assertModes(net, true);
  }

  private static void assertModes(Module net, boolean training) {
    net.visit((path, module) -> assertEquals(training, module.training(), path));
  }

  @Test
  void evaluatingIsWithoutGradientsAndRestoresEveryMode() {
    Scale net = new Scale("a", "b");
    net.parts.get(0).eval();
    Variable y =
        net.evaluating(
            () -> {
              assertModes(net, false);
              return net.apply(x());
            });
    assertFalse(y.requiresGradient());
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                net.evaluating(
                    () -> {
                      throw new IllegalStateException("broken");
                    }));
    assertEquals("broken", e.getMessage());
    assertTrue(net.training());
    assertFalse(net.parts.get(0).training());
    assertTrue(net.parts.get(1).training());
    assertTrue(net.apply(x()).requiresGradient());
  }

  /** The counts of the CIFAR versions in PyTorch. */
  @ParameterizedTest
  @CsvSource({"resnet18, 11173962", "resnet50, 23520842"})
  void parameterCounts(String name, long count) {
    assertEquals(count, ResNet.named(name).build(1).parameterCount());
  }
}
