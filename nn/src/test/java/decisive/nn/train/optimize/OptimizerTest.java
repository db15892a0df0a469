package decisive.nn.train.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.layer.Linear;
import decisive.nn.layer.Relu;
import decisive.nn.layer.Sequential;
import decisive.tensor.Tensor;
import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OptimizerTest {
  private static final List<Function<Module, Optimizer>> ALL =
      List.of(
          net -> new Sgd(net, 0),
          net -> new Sgd(net, 0.9).nesterov().weightDecay(5e-4),
          AdamW::new);

  @Test
  void leavesParametersWithoutAGradientAlone() {
    for (var make : ALL) {
      Weights weights = Weights.reference();
      Optimizer optimizer = make.apply(weights).weightDecay(0.5);
      weights.step(optimizer, 0, 0.1);
      assertEquals(Tensor.vector(7, 8), weights.other.value());
      assertTrue(
          optimizer.state().keySet().stream().noneMatch(name -> name.startsWith("part.other")));
    }
  }

  @Test
  void aLateParameterStartsItsOwnCount() {
    Weights late = Weights.reference();
    AdamW adamW = new AdamW(late);
    late.step(adamW, 0, 0.1);
    late.other.backward(Tensor.vector(1, -1));
    adamW.step(0.1);
    assertEquals(Tensor.scalar(1), adamW.state().get("part.other.step"));
    assertEquals(Tensor.scalar(2), adamW.state().get("w.step"));
  }

  /** A step between forward and backward: the gradients would be of weights that are gone. */
  @Test
  void aStepIsSeenByTheBackwardThatComesTooLate() {
    for (var make : ALL) {
      Weights weights = Weights.reference();
      Optimizer optimizer = make.apply(weights);
      weights.w.backward(Weights.gradient(3));
      Variable loss = weights.w.square().sum();
      optimizer.step(0.1);
      String message = assertThrows(IllegalStateException.class, loss::backward).getMessage();
      assertTrue(message.startsWith("backward: square saved a tensor "), message);
      assertTrue(message.contains("call backward before the change, such as an optimizer's step"));
    }
  }

  @Test
  void onlyReadsGradients() {
    for (var make : ALL) {
      Weights weights = Weights.reference();
      weights.w.backward(Weights.gradient(3));
      make.apply(weights).step(0.1);
      assertEquals(Weights.gradient(3), weights.w.gradient());
    }
  }

  @Test
  void clearsGradients() {
    Weights weights = Weights.reference();
    weights.w.backward(Weights.gradient(3));
    new AdamW(weights).clearGradients();
    assertNull(weights.w.gradient());
  }

  @Test
  void goesOnToTheBitFromALoadedState() {
    for (var make : ALL) {
      Weights through = Weights.reference();
      Optimizer whole = make.apply(through);
      for (int t = 0; t < 4; t++) {
        through.step(whole, t, 0.1);
      }
      Weights resumed = new Weights(through.w.value().copy(), Tensor.vector(7, 8));
      Optimizer second = make.apply(resumed);
      second.load(whole.state());
      for (int t = 4; t < 10; t++) {
        through.step(whole, t, 0.1);
        resumed.step(second, t, 0.1);
      }
      assertEquals(through.w.value(), resumed.w.value());
      assertEquals(whole.state(), second.state());
    }
  }

  @Test
  void namesItsStateByParameterAndSlot() {
    Weights weights = Weights.reference();
    Optimizer sgd = new Sgd(weights, 0.9);
    weights.step(sgd, 0, 0.1);
    assertEquals(Map.of("w.momentum_buffer", Weights.gradient(0)), sgd.state());
    Optimizer adamW = new AdamW(weights);
    weights.step(adamW, 0, 0.1);
    assertEquals(
        List.of("w.exp_avg", "w.exp_avg_sq", "w.step"), List.copyOf(adamW.state().keySet()));
  }

  @Test
  void refusesAForeignStateAndKeepsItsOwn() {
    Weights weights = Weights.reference();
    AdamW adamW = new AdamW(weights);
    weights.step(adamW, 0, 0.1);
    Map<String, Tensor> before = new LinkedHashMap<>();
    adamW.state().forEach((name, value) -> before.put(name, value.copy()));

    Map<String, Tensor> foreign = Map.of("conv1.weight.exp_avg", Tensor.zeros(5));
    assertLoadFails(
        adamW, foreign, "'conv1.weight.exp_avg' belongs to no parameter of this network");
    Map<String, Tensor> sgds = Map.of("w.momentum_buffer", Tensor.zeros(5));
    assertLoadFails(adamW, sgds, "'w.momentum_buffer' belongs to no parameter");
    Map<String, Tensor> other = new LinkedHashMap<>(before);
    other.put("w.exp_avg", Tensor.zeros(6));
    assertLoadFails(adamW, other, "'w.exp_avg' has shape [6], this network wants [5]");
    Map<String, Tensor> half = new LinkedHashMap<>(before);
    half.remove("w.exp_avg_sq");
    assertLoadFails(adamW, half, "'w' has [exp_avg, step] but no 'exp_avg_sq'");

    assertEquals(before, adamW.state());
  }

  private static void assertLoadFails(Optimizer optimizer, Map<String, Tensor> state, String part) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> optimizer.load(state)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void givesTheSameBitsOnAnyNumberOfThreads() {
    int threads = Workers.threads();
    try {
      for (var make : ALL) {
        Workers.use(1);
        Tensor one = large(make);
        Workers.use(3);
        assertEquals(one, large(make));
      }
    } finally {
      Workers.use(threads);
    }
  }

  /** Three steps of a parameter of several chunks, the last one ragged. */
  private static Tensor large(Function<Module, Optimizer> make) {
    Generator generator = new Generator(5);
    int n = 100_003;
    Weights weights = new Weights(Tensor.normal(generator, 1, n), Tensor.vector(0));
    Optimizer optimizer = make.apply(weights);
    for (int t = 0; t < 3; t++) {
      optimizer.clearGradients();
      weights.w.backward(Tensor.normal(generator, 1, n));
      optimizer.step(0.01);
    }
    return weights.w.value();
  }

  @Test
  void refusesLearningRatesThatAreNoRates() {
    Weights weights = Weights.reference();
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> new Sgd(weights, 0).step(wrong))
              .getMessage();
      assertTrue(message.startsWith("learning rate " + wrong), message);
    }
  }

  @Test
  void changesASharedParameterOnce() {
    for (var make : ALL) {
      Linear part = new Linear(2, 2, new Generator(1));
      Linear twin = new Linear(2, 2, new Generator(1));
      Sequential sharing = new Sequential(part, new Relu(), part);
      Tensor gradient = Tensor.vector(1, -2);
      part.parameters().get("bias").backward(gradient);
      twin.parameters().get("bias").backward(gradient);
      Optimizer optimizer = make.apply(sharing);
      optimizer.step(0.1);
      make.apply(twin).step(0.1);
      assertEquals(twin.parameters().get("bias").value(), part.parameters().get("bias").value());
      assertTrue(optimizer.state().keySet().stream().allMatch(name -> name.startsWith("0.bias")));
      assertEquals(twin.parameterCount(), sharing.parameterCount());
    }
  }

  @Test
  void refusesANetworkWithoutParameters() {
    Module empty =
        new Module() {
          @Override
          public Variable forward(Variable x) {
            return x;
          }
        };
    String message =
        assertThrows(IllegalArgumentException.class, () -> new AdamW(empty)).getMessage();
    assertTrue(message.contains("has no parameters; register them"), message);
  }
}
