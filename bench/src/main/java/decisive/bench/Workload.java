package decisive.bench;

import decisive.autograd.NoGradient;
import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.decide.Dham;
import decisive.nn.decide.Execution;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.Trainer;
import decisive.tensor.Batch;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import decisive.tensor.storage.Workspace;
import java.io.IOException;
import java.nio.file.Path;

/** Work that can be repeated, to be timed. */
@FunctionalInterface
interface Workload extends AutoCloseable {
  /** The images of CIFAR. */
  int EDGE = 32;

  int CHANNELS = 3;
  int CLASSES = 10;

  /** Where the competitions are undecided, so that every map's exponential is computed. */
  double TEMPERATURE = 10;

  /** Passes in training mode until the statistics have all but forgotten where they began. */
  int SETTLING = 30;

  int SETTLING_BATCH = 16;

  void run(int times);

  /** Lets go of what it holds. */
  @Override
  default void close() {}

  /**
   * Steps of a {@link Trainer} on one batch of noise: SGD with momentum and weight decay.
   *
   * @param k maps a group; 1 for ReLU
   */
  static Workload training(String model, int k, int batch) {
    return training(model, k, batch, TEMPERATURE);
  }

  static Workload training(String model, int k, int batch, double temperature) {
    ResNet network = network(model, k);
    if (k > 1) {
      Phase.gated(temperature).set(network);
    }
    Trainer trainer = new Trainer(network).sgd(0.01, 0.9).weightDecay(5e-4).epochs(1);
    return new StepsOnRequest(trainer, new Batch(images(batch), labels(batch)));
  }

  /** Forward passes in evaluation mode, on memory that is used again. */
  static Workload inference(String model, int k, int batch) {
    ResNet network = network(model, k);
    network.eval();
    Variable images = Variable.constant(images(batch));
    Workspace workspace = new Workspace();
    return times -> {
      for (int i = 0; i < times; i++) {
        workspace.takeBack();
        try (NoGradient none = new NoGradient();
            Workspace.Scope scope = workspace.open()) {
          network.apply(images);
        }
      }
    };
  }

  /**
   * Forward passes of a decided network.
   *
   * @param model as in ResNet.named, its batch norms' statistics settled on noise; or a file of a
   *     decided network
   * @param way of computing its layers; null for the faster of each
   */
  static Workload decided(String model, int k, int batch, Execution way) throws IOException {
    Dham dham = model.endsWith(".safetensors") ? Dham.read(Path.of(model)) : settled(model, k);
    Tensor images = images(batch);
    Dham ready = way == null ? dham.calibrated(images) : dham.with(way);
    return times -> {
      for (int i = 0; i < times; i++) {
        ready.logits(images);
      }
    };
  }

  private static Dham settled(String model, int k) {
    ResNet network = network(model, k);
    Phase.decided().set(network);
    Variable settling = Variable.constant(images(SETTLING_BATCH));
    try (NoGradient none = new NoGradient()) {
      for (int i = 0; i < SETTLING; i++) {
        network.apply(settling);
      }
    }
    return Dham.decide(network);
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

  static ResNet network(String model, int k) {
    ResNet network = ResNet.named(model).competition(Competition.groupsOf(k)).build(1);
    if (k > 1) {
      Phase.gated(TEMPERATURE).set(network);
    }
    return network;
  }

  static Tensor images(int count) {
    return Tensor.normal(new Generator(3), 1, count, EDGE, EDGE, CHANNELS);
  }

  static int[] labels(int count) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % CLASSES;
    }
    return labels;
  }
}
