package decisive.bench;

import decisive.autograd.NoGradient;
import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.Trainer;
import decisive.nn.train.TrainingProgress;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.Collections;

/** Work that can be repeated, to be timed. */
@FunctionalInterface
interface Workload {
  /** The images of CIFAR. */
  int EDGE = 32;

  int CHANNELS = 3;
  int CLASSES = 10;

  /** Where the competitions are undecided, so that every map's exponential is computed. */
  double TEMPERATURE = 10;

  void run(int times);

  /**
   * Steps of a {@link Trainer} on one batch of noise: SGD with momentum and weight decay.
   *
   * @param k maps a group; 1 for ReLU
   */
  static Workload training(String model, int k, int batch) {
    ResNet network = network(model, k);
    Trainer trainer = new Trainer(network).sgd(0.01, 0.9).weightDecay(5e-4).epochs(1);
    Batch images = new Batch(images(batch), labels(batch));
    return times -> {
      trainer.from(TrainingProgress.epochs(0)).fit(repeated(images, times));
    };
  }

  /** Forward passes in evaluation mode. */
  static Workload inference(String model, int k, int batch) {
    ResNet network = network(model, k);
    network.eval();
    Variable images = Variable.constant(images(batch));
    return times -> {
      try (NoGradient scope = new NoGradient()) {
        for (int i = 0; i < times; i++) {
          network.apply(images);
        }
      }
    };
  }

  /** Products of two square matrices. */
  static Workload product(int size) {
    Tensor a = Tensor.normal(new Generator(1), 1, size, size);
    Tensor b = Tensor.normal(new Generator(2), 1, size, size);
    return times -> {
      for (int i = 0; i < times; i++) {
        a.matmul(b);
      }
    };
  }

  private static ResNet network(String model, int k) {
    ResNet network = ResNet.named(model).competition(Competition.groupsOf(k)).build(1);
    if (k > 1) {
      Phase.gated(TEMPERATURE).set(network);
    }
    return network;
  }

  private static Tensor images(int count) {
    return Tensor.normal(new Generator(3), 1, count, EDGE, EDGE, CHANNELS);
  }

  private static int[] labels(int count) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % CLASSES;
    }
    return labels;
  }

  private static Batches repeated(Batch batch, int times) {
    return new Batches() {
      @Override
      public Iterable<Batch> epoch(int epoch) {
        return Collections.nCopies(times, batch);
      }

      @Override
      public int count() {
        return times;
      }
    };
  }
}
