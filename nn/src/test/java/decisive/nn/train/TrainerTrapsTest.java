package decisive.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.autograd.NoGradient;
import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.layer.BatchNorm;
import decisive.nn.layer.Linear;
import decisive.nn.layer.Relu;
import decisive.nn.layer.Sequential;
import decisive.nn.train.loss.MeanSquaredError;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mistakes that would show late or never are errors before the first step. */
class TrainerTrapsTest {
  private static final Tensor X = Tensor.normal(new Generator(1), 1, 9, 3);

  private static Linear linear() {
    return new Linear(3, 3, new Generator(2));
  }

  private static void fit(Module net, Batches batches) {
    new Trainer(net)
        .sgd(0.1, 0)
        .loss(new MeanSquaredError())
        .epochs(1)
        .fit(batches.reconstructing());
  }

  // ---- a batch that cannot be trained on

  @Test
  void findsALastBatchOfOneThatABatchNormCannotTrainOn() {
    Module net = new Sequential(linear(), new BatchNorm(3));
    Tensor weight = net.parameters().get("0.weight").value();
    Tensor before = weight.copy();
    Tensor mean = net.buffers().get("1.running_mean");
    String message =
        assertThrows(IllegalArgumentException.class, () -> fit(net, Batches.of(X, new int[9], 4)))
            .getMessage();
    assertTrue(
        message.startsWith(
            "trainer: the last of the 3 batches of an epoch has a single example, which the"
                + " network cannot train on: batchNorm: input [1,3] has 1 of the 2 or more"),
        message);
    assertTrue(message.contains("dropLast()"), message);
    assertEquals(before, weight);
    assertEquals(Tensor.zeros(3), mean);
    fit(net, Batches.of(X, new int[9], 4).dropLast());
    fit(net, Batches.of(X, new int[9], 3));
  }

  @Test
  void aBatchOfOneIsFineWhereMapsHaveSeveralPixels() {
    Module net = new Sequential(new BatchNorm(3));
    Tensor mean = net.buffers().get("0.running_mean");
    Tensor images = Tensor.normal(new Generator(1), 1, 3, 2, 2, 3);
    fit(net, Batches.of(images, new int[3], 2));
    Tensor expected = Tensor.zeros(3);
    for (Tensor batch : List.of(images.rows(0, 1), images.rows(2))) {
      Tensor means = batch.reshape(batch.size() / 3, 3).mean(0);
      expected = expected.mul(0.9f).add(means.mul(0.1f));
    }
    for (int c = 0; c < 3; c++) { // the trial before has left nothing behind
      assertEquals(expected.data()[c], mean.data()[c], 1e-6);
    }
  }

  // ---- parts that are not registered

  private static final class Forgotten extends Module {
    private final Linear first = child("first", linear());
    private final Linear second = linear();

    @Override
    protected Variable forward(Variable x) {
      return second.apply(first.apply(x));
    }
  }

  private static final class ForgottenInside extends Module {
    private final List<Module> layers = new ArrayList<>(List.of(linear(), new Relu()));
    private final Module[] more = {linear()};
    private final boolean all;

    ForgottenInside(boolean all) {
      this.all = all;
      child("0", layers.get(0));
    }

    @Override
    protected Variable forward(Variable x) {
      Variable y = x;
      for (Module layer : layers) {
        y = layer.apply(y);
      }
      return all ? more[0].apply(y) : y;
    }
  }

  private static final class ForgottenTensor extends Module {
    private final Linear linear = child("linear", linear());
    private final Variable scale = Variable.parameter(Tensor.ones(3));

    @Override
    protected Variable forward(Variable x) {
      return linear.apply(x).mul(scale);
    }
  }

  private static void assertNames(String start, Module net) {
    String message =
        assertThrows(IllegalStateException.class, () -> fit(net, Batches.of(X, new int[9], 3)))
            .getMessage();
    assertTrue(message.startsWith(start), message);
    assertTrue(message.contains("child(name, module)"), message);
  }

  @Test
  void namesTheFieldOfAPartThatIsNotRegistered() {
    String linear = ": a parameter [3,3] of Linear takes part in the loss, but is not registered";
    assertNames("trainer: the field Forgotten.second" + linear, new Forgotten());
    assertNames(
        "trainer: the field Forgotten.second" + linear, new Sequential(linear(), new Forgotten()));
    fit(new ForgottenInside(false), Batches.of(X, new int[9], 3));
    assertNames("trainer: the field ForgottenInside.more" + linear, new ForgottenInside(true));
    assertNames(
        "trainer: the field ForgottenTensor.scale: a parameter [3] takes part in the loss",
        new ForgottenTensor());
  }

  private static final Linear STATIC = linear();

  @Test
  void namesTheTypeWhereNoFieldHoldsThePart() {
    Module net =
        new Module() {
          private final Linear own = child("own", linear());

          @Override
          protected Variable forward(Variable x) {
            return STATIC.apply(own.apply(x));
          }
        };
    String message =
        assertThrows(IllegalStateException.class, () -> fit(net, Batches.of(X, new int[9], 3)))
            .getMessage();
    assertTrue(message.startsWith("trainer: a parameter [3,3] of Linear takes part"), message);
  }

  /** As a teacher is, or features that shall not change. */
  private static final class WithFixedPart extends Module {
    private final Linear own = child("own", linear());
    private final Linear fixed = linear();

    @Override
    protected Variable forward(Variable x) {
      Variable features;
      try (NoGradient scope = new NoGradient()) {
        features = fixed.apply(x);
      }
      return own.apply(features);
    }
  }

  @Test
  void aPartKeptFixedOnPurposeNeedNotBeRegistered() {
    fit(new WithFixedPart(), Batches.of(X, new int[9], 3));
  }
}
