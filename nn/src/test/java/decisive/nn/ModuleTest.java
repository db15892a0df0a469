package decisive.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.resnet.ResNet;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
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

  /** While the network is in training mode, each thread that evaluates has a mode of its own. */
  @Test
  void severalThreadsEvaluateANetworkInTrainingMode() throws Exception {
    ResNet net = ResNet.blocks(1, 1).width(4).channels(2).classes(3).build(1);
    Tensor images = Tensor.uniform(new Generator(1), -1, 1, 2, 6, 6, 2);
    net.apply(Variable.constant(images)); // moves the running statistics
    Map<String, Tensor> buffers = new LinkedHashMap<>();
    net.buffers().forEach((name, buffer) -> buffers.put(name, buffer.copy()));
    Tensor alone = net.evaluating(() -> net.apply(Variable.constant(images))).value();
    int threads = 4;
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        all.add(
            pool.submit(
                () -> {
                  together.await();
                  for (int i = 0; i < 50; i++) {
                    assertEquals(
                        alone, net.evaluating(() -> net.apply(Variable.constant(images))).value());
                    assertTrue(net.training());
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      pool.shutdown();
    }
    assertEquals(buffers, net.buffers());
    assertModes(net, true);
  }

  @Test
  void anotherThreadSeesTheModeThatWasSet() throws Exception {
    Scale net = new Scale("part");
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      net.evaluating(
          () -> {
            assertModes(net, false);
            Future<Boolean> seen = other.submit(net::training);
            try {
              assertTrue(seen.get());
            } catch (InterruptedException | ExecutionException e) {
              throw new AssertionError(e);
            }
            net.parts.get(0).evaluating(() -> null);
            assertModes(net, false);
            return null;
          });
    } finally {
      other.shutdown();
    }
    assertModes(net, true);
  }

  /** With parts that have no level of their own in paths. */
  private static final class Inlined extends Module {
    Inlined(Module... parts) {
      for (Module part : parts) {
        inline(part);
      }
    }

    @Override
    protected Variable forward(Variable x) {
      return x;
    }
  }

  @Test
  void inlinedPartsHaveTheirNamesInTheirParent() {
    Inlined net = new Inlined(new Named("a", "b", "c"), new Named("d", "e", "f"));
    assertEquals(List.of("a", "c.weight", "d", "f.weight"), List.copyOf(net.parameters().keySet()));
    assertEquals(List.of("b", "c.seen", "e", "f.seen"), List.copyOf(net.buffers().keySet()));
    assertEquals(
        "Inlined: the name 'c' is taken; choose another",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Inlined(new Named("a", "b", "c"), new Inlined(new Named("c", "e", "f"))))
            .getMessage());
  }

  @Test
  void printsAsATree() {
    ResNet net =
        ResNet.blocks(1).width(4).channels(1).competition(Competition.groupsOf(2)).build(1);
    Phase.gated(3).set(net);
    assertEquals(
        """
        ResNet (398 parameters)
          Unit (44 parameters)
            conv1: Conv2d(1 → 4, size 3, padding 1), weight [3,3,1,4] (36 parameters)
            bn1: BatchNorm(4), weight [4], bias [4] (8 parameters)
            relu1: Relu
          layer1: Sequential (304 parameters)
            0: BasicBlock (304 parameters)
              Unit (152 parameters)
                conv1: Conv2d(4 → 4, size 3, padding 1), weight [3,3,4,4] (144 parameters)
                bn1: BatchNorm(4), weight [4], bias [4] (8 parameters)
                competition1: Competitor(2 groups of 2, temperature=3.0)
              Unit (152 parameters)
                conv2: Conv2d(4 → 4, size 3, padding 1), weight [3,3,4,4] (144 parameters)
                bn2: BatchNorm(4), weight [4], bias [4] (8 parameters)
                competition2: Competitor(2 groups of 2, temperature=3.0)
          pool: GlobalAveragePool
          linear: Linear(4 → 10), weight [4,10], bias [10] (50 parameters)""",
        net.toString());
    assertEquals("Scale, weight [2] (2 parameters)", new Scale().toString());
  }

  /** Weights are made once, when they are asked for; the number of values is known before. */
  @Test
  void weightsAreMadeWhenTheyAreAskedFor() {
    int[] made = {0};
    Module net =
        new Module() {
          private final Supplier<Variable> weight =
              parameter(
                  "weight",
                  () -> {
                    made[0]++;
                    return Tensor.vector(1, 2);
                  },
                  2);

          @Override
          protected Variable forward(Variable x) {
            return x.mul(weight.get());
          }
        };
    assertEquals(2, net.parameterCount());
    assertTrue(net.toString().endsWith(", weight [2] (2 parameters)"), net.toString());
    assertEquals(0, made[0]);
    assertEquals(Tensor.vector(1, 2), net.apply(x()).value());
    assertSame(net.parameters().get("weight"), net.parameters().get("weight"));
    assertEquals(1, made[0]);
  }
}
