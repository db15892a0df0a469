package decisive.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.nn.competition.TemperatureSchedule;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the trainer says, and leaves behind, when it cannot go on. */
class TrainerFailureTest {
  private static final Clouds DATA = new Clouds(1, 4, 6, 8, 5);

  @Test
  void stopsAtALossThatIsNoNumberAndKeepsTheNetwork() {
    CountedLinear net = new CountedLinear(2, 6, 4);
    List<Map<String, Tensor>> parameters = new ArrayList<>();
    List<Tensor> momentum = new ArrayList<>();
    Trainer trainer =
        new Trainer(net).sgd(0.1, 0.9).temperature(TemperatureSchedule.between(1, 10)).epochs(2);
    trainer.listen(
        new TrainingListener() {
          @Override
          public void step(int step, double loss) {
            parameters.add(net.values());
            momentum.add(trainer.optimizer().state().get("weight.momentum_buffer").copy());
          }
        });
    NonFiniteLossException failure =
        assertThrows(NonFiniteLossException.class, () -> trainer.fit(poisoned(7)));
    String start =
        "training: the loss is NaN in epoch 1, step 7 of 10, learning rate 0.1, temperature 5.01";
    assertTrue(failure.getMessage().startsWith(start), failure.getMessage());
    assertTrue(
        failure.getMessage().contains("the batch's inputs hold NaN or infinite values"),
        failure.getMessage());
    assertEquals(7, parameters.size());
    assertEquals(parameters.get(6), net.values());
    assertEquals(momentum.get(6), trainer.optimizer().state().get("weight.momentum_buffer"));
    assertEquals(7, net.passes.item());
  }

  /** {@link #DATA} with a NaN in one step's batch. */
  private static Batches poisoned(int poisonedStep) {
    return new Batches() {
      @Override
      public Iterable<Batch> epoch(int epoch) {
        List<Batch> batches = new ArrayList<>();
        DATA.epoch(epoch).forEach(batches::add);
        if (epoch == poisonedStep / 5) {
          batches.get(poisonedStep % 5).inputs().set(Float.NaN, 0, 0);
        }
        return batches;
      }

      @Override
      public int count() {
        return DATA.count();
      }
    };
  }

  @Test
  void namesTheParameterThatAnEarlierStepOverflowed() {
    Trainer trainer = new Trainer(new CountedLinear(2, 6, 4)).sgd(1e39, 0).epochs(2);
    String message =
        assertThrows(NonFiniteLossException.class, () -> trainer.fit(DATA)).getMessage();
    assertTrue(message.contains("in epoch 0, step 1 of 10, learning rate 1.0E39;"), message);
    assertTrue(
        message.contains("an earlier step made weight NaN or infinite: train again with a smaller"),
        message);
  }

  @Test
  void blamesTheLearningRateWhenOutputsOverflow() {
    CountedLinear net = new CountedLinear(2, 6, 4);
    net.weight.value().fill(3e38f);
    net.weight.value().set(-3e38f, 0, 0);
    Trainer trainer = new Trainer(net).sgd(0.1, 0).epochs(1);
    String message =
        assertThrows(NonFiniteLossException.class, () -> trainer.fit(DATA)).getMessage();
    assertTrue(message.contains("the outputs have overflowed: try a smaller"), message);
  }

  @Test
  void refusesWhatCannotTrain() {
    CountedLinear net = new CountedLinear(2, 6, 4);
    for (double wrong : new double[] {0, -0.1, Double.NaN}) {
      assertFails(IllegalArgumentException.class, () -> new Trainer(net).sgd(wrong, 0), "" + wrong);
    }
    assertFails(IllegalArgumentException.class, () -> new Trainer(net).epochs(0), "epochs 0");
    assertFails(
        IllegalArgumentException.class,
        () -> new Trainer(net).from(TrainingProgress.epochs(-1)),
        "epochs -1");
    assertFails(
        IllegalStateException.class,
        () -> new Trainer(net).weightDecay(0.1),
        "no optimizer; choose one first");
    assertFails(
        IllegalStateException.class, () -> new Trainer(net).epochs(1).fit(DATA), "no optimizer");
    assertFails(
        IllegalStateException.class, () -> new Trainer(net).sgd(0.1, 0).fit(DATA), "no epochs");
    assertFails(
        IllegalStateException.class,
        () -> new Trainer(net).sgd(0.1, 0).epochs(3).from(TrainingProgress.epochs(3)).fit(DATA),
        "from epoch 3 of 3: no epoch is left");
    assertFails(
        IllegalArgumentException.class,
        () -> new Trainer(net).sgd(0.1, 0).epochs(1).fit(new Clouds(1, 4, 6, 8, 0)),
        "there are no batches");
  }

  @Test
  void refusesASourceThatMiscounts() {
    assertFails(IllegalArgumentException.class, () -> fitCounting(4), "epoch 0 has more than 4");
    assertFails(
        IllegalArgumentException.class,
        () -> fitCounting(6),
        "epoch 0 has 5 batches, its source counts 6");
  }

  private static void fitCounting(int count) {
    Batches miscounting =
        new Batches() {
          @Override
          public Iterable<Batch> epoch(int epoch) {
            return DATA.epoch(epoch);
          }

          @Override
          public int count() {
            return count;
          }
        };
    new Trainer(new CountedLinear(2, 6, 4)).sgd(0.1, 0).epochs(2).fit(miscounting);
  }

  private static void assertFails(Class<? extends Exception> type, Runnable action, String part) {
    String message = assertThrows(type, action::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
