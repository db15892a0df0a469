package decisive.bench;

import decisive.autograd.NoGradient;
import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.Trainer;
import decisive.tensor.Batch;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import decisive.tensor.storage.Workspace;

/** Work that can be repeated, to be timed. */
@FunctionalInterface
interface Workload extends AutoCloseable {
  /** The images of CIFAR. */
  int EDGE = 32;

  int CHANNELS = 3;
  int CLASSES = 10;

  /** Where the competitions are undecided, so that every map's exponential is computed. */
  double TEMPERATURE = 10;

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
    Trainer trainer = new Trainer(network(model, k)).sgd(0.01, 0.9).weightDecay(5e-4).epochs(1);
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
