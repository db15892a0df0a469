package decisive.nn.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import decisive.autograd.Variable;
import decisive.nn.competition.Competition;
import decisive.nn.competition.Phase;
import decisive.nn.layer.Linear;
import decisive.nn.resnet.ResNet;
import decisive.nn.train.loss.CrossEntropy;
import decisive.nn.train.optimize.Sgd;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bits of weights, fresh and trained. A changed hash means that seeds give other networks. */
class WeightsHashTest {
  private static final String FRESH =
      "deff2733f896205efae41d360644a825a86efb848441b759bb812775e135438e";
  private static final String TRAINED =
      "7df6547af7639a3d2c09f88debf504f9c74655d527e111b28883c469dcabac6c";

  /** Three steps on random images, large enough for several tasks an operation. */
  private static String trained() {
    ResNet net =
        ResNet.named("resnet8").width(4).channels(1).competition(Competition.groupsOf(2)).build(1);
    Variable images = Variable.constant(Tensor.uniform(new Generator(2), 0, 1, 32, 24, 24, 1));
    int[] labels = new int[32];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 10;
    }
    Sgd sgd = new Sgd(net, 0.9);
    for (int step = 1; step <= 3; step++) {
      Phase.gated(step).set(net);
      sgd.clearGradients();
      new CrossEntropy().of(net.apply(images), labels).backward();
      sgd.step(0.1);
    }
    return WeightsHash.of(net);
  }

  @Test
  void freshWeightsDependOnTheSeedAlone() {
    assertEquals(FRESH, WeightsHash.of(ResNet.named("resnet8").channels(1).build(1)));
  }

  @Test
  void trainedWeightsDependOnNeitherThreadsNorKernels() {
    Kernels kernels = KernelSet.active();
    int threads = Workers.threads();
    try {
      for (String name : List.of("plain", "simd")) {
        for (int count = 1; count <= 3; count++) {
          KernelSet.use(KernelSet.named(name));
          Workers.use(count);
          assertEquals(TRAINED, trained(), name + " kernels on " + count + " threads");
        }
      }
    } finally {
      Workers.use(threads);
      KernelSet.use(kernels);
    }
  }

  @Test
  void everyBitCounts() {
    Linear net = new Linear(2, 2, new Generator(1));
    String before = WeightsHash.of(net);
    Tensor bias = net.parameters().get("bias").value();
    float first = bias.data()[0];
    bias.data()[0] = Math.nextUp(first);
    assertNotEquals(before, WeightsHash.of(net));
    bias.data()[0] = first;
    assertEquals(before, WeightsHash.of(net));
    bias.fill(0);
    String positive = WeightsHash.of(net);
    bias.fill(-0f);
    assertNotEquals(positive, WeightsHash.of(net), "0 and -0 are other bits");
  }

  @Test
  void severalHashesMakeOne() {
    assertNotEquals(WeightsHash.ofAll(List.of("a", "b")), WeightsHash.ofAll(List.of("b", "a")));
    assertEquals(64, WeightsHash.ofAll(List.of("a", "b")).length());
  }
}
