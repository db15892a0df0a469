package decisive.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.checkpoint.WeightsHash;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.loss.CrossEntropy;
import decisive.nn.train.optimize.Sgd;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Steps use the memory of the steps before; nobody may notice. All under poison. */
class TrainerMemoryTest {
  private static final Clouds DATA = new Clouds(1, 4, 6, 8, 5);

  /** Batches of two sizes, so that arrays come, go and come again. */
  private static final Batches IMAGES =
      new Batches() {
        @Override
        public Iterable<Batch> epoch(int epoch) {
          List<Batch> batches = new ArrayList<>();
          for (int i = 0; i < count(); i++) {
            int n = i == 2 ? 3 : 4;
            Generator generator = new Generator(epoch).split(i);
            batches.add(new Batch(Tensor.normal(generator, 1, n, 8, 8, 3), new int[n]));
          }
          return batches;
        }

        @Override
        public int count() {
          return 4;
        }
      };

  private static ResNet network() {
    ResNet network = ResNet.blocks(1, 1).width(8).competition(Competition.groupsOf(2)).build(5);
    Phase.gated(3).set(network);
    return network;
  }

  @Test
  void givesTheBitsOfALoopOnFreshMemory() {
    ResNet trained = network();
    new Trainer(trained).sgd(0.1, 0.9).epochs(2).fit(IMAGES);

    ResNet expected = network();
    Sgd sgd = new Sgd(expected, 0.9);
    for (int epoch = 0; epoch < 2; epoch++) {
      for (Batch batch : IMAGES.epoch(epoch)) {
        Variable output = expected.apply(Variable.constant(batch.inputs()));
        Variable loss = new CrossEntropy().of(output, batch.labels());
        sgd.clearGradients();
        loss.backward();
        sgd.step(0.1);
      }
    }
    assertEquals(WeightsHash.of(expected), WeightsHash.of(trained));
  }

  @Test
  void aListenerReadsGradientsUntilTheNextStep() {
    CountedLinear net = new CountedLinear(2, 6, 4);
    List<Tensor> seen = new ArrayList<>();
    fit(
        net,
        step -> {
          Tensor gradient = net.parameters().get("weight").gradient();
          assertTrue(Float.isFinite(gradient.sum().item()));
          seen.add(gradient);
        });
    assertEquals(5, seen.size());
    for (Tensor earlier : seen.subList(0, 4)) {
      assertThrows(IllegalStateException.class, earlier::data);
    }
    Tensor last = seen.get(4);
    assertEquals(last, net.parameters().get("weight").gradient());
    assertTrue(Float.isFinite(last.sum().item()));
  }

  @Test
  void whatAnObserverSeesIsItsToKeep() {
    ResNet net = network();
    List<Tensor> seen = new ArrayList<>();
    List<Float> sums = new ArrayList<>();
    net.visit(
        (path, module) ->
            module.observe(
                (in, out) -> {
                  for (Tensor value : List.of(in.value(), out.value())) {
                    seen.add(value);
                    sums.add(value.sum().item());
                  }
                }));
    new Trainer(net).sgd(0.1, 0.9).epochs(1).fit(IMAGES);
    assertTrue(seen.size() > 100, seen.size() + " tensors");
    for (int i = 0; i < seen.size(); i++) {
      assertEquals(sums.get(i), seen.get(i).sum().item());
    }
  }

  /** A module that remembers what it saw last, as somebody's own may. */
  private static final class Remembering extends Module {
    private final CountedLinear net = child("net", new CountedLinear(2, 6, 4));
    private final boolean keeps;
    private Tensor last;

    Remembering(boolean keeps) {
      this.keeps = keeps;
    }

    @Override
    protected Variable forward(Variable x) {
      Variable y = net.apply(x);
      if (last != null) {
        last.sum(); // of the last step
      }
      last = keeps ? y.value().keep() : y.value();
      return y;
    }
  }

  @Test
  void readingAnEarlierStepsTensorSaysHowToKeepIt() {
    String message =
        assertThrows(IllegalStateException.class, () -> fit(new Remembering(false), step -> {}))
            .getMessage();
    assertTrue(message.contains("keep()"), message);
    fit(new Remembering(true), step -> {});
  }

  @Test
  void gradientsOfParametersThatNoOptimizerHasAddUp() {
    CountedLinear first = new CountedLinear(2, 6, 4);
    CountedLinear frozen = new CountedLinear(3, 4, 4);
    Module both =
        new Module() {
          {
            child("first", first);
            child("frozen", frozen);
          }

          @Override
          protected Variable forward(Variable x) {
            return frozen.apply(first.apply(x));
          }
        };
    new Trainer(both).optimizer(new Sgd(first, 0), 0.1).epochs(1).fit(DATA);
    assertTrue(Float.isFinite(frozen.parameters().get("weight").gradient().sum().item()));
  }

  private static void fit(Module net, Consumer<Integer> eachStep) {
    new Trainer(net)
        .sgd(0.1, 0.9)
        .epochs(1)
        .listen(
            new TrainingListener() {
              @Override
              public void step(int step, double loss) {
                eachStep.accept(step);
              }
            })
        .fit(DATA);
  }
}
