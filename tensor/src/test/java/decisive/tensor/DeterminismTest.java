package decisive.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.parallel.Workers;
import decisive.tensor.random.Generator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same bits on any number of threads and with either kernel set. */
class DeterminismTest {
  /** Sizes beyond one task, and none a multiple of a vector. */
  private static List<Tensor> results() {
    Generator generator = new Generator(1);
    Tensor x = Tensor.normal(generator.split("x"), 2, 331, 517);
    Tensor y = Tensor.normal(generator.split("y"), 2, 517, 203);
    Tensor row = Tensor.normal(generator.split("row"), 2, 517);
    Tensor images = Tensor.normal(generator.split("images"), 1, 5, 33, 31, 12);
    Tensor kernels = Tensor.normal(generator.split("kernels"), 1, 3, 3, 4, 9);
    Tensor depthwise = Tensor.normal(generator.split("depthwise"), 1, 3, 3, 1, 12);
    Convolution2d grouped =
        new Convolution2d(
            images.shape(), kernels.shape(), ConvolutionSettings.of(2, 3).dilation(3).groups(3));
    Convolution2d channelwise =
        new Convolution2d(
            images.shape(), depthwise.shape(), ConvolutionSettings.of(1, 1).groups(12));
    Tensor dy = Tensor.normal(generator.split("dy"), 1, grouped.output().extents());
    return List.of(
        grouped.forward(images, kernels),
        grouped.toInput(dy, kernels),
        grouped.toWeight(images, dy),
        channelwise.forward(images, depthwise),
        channelwise.toInput(images, depthwise),
        channelwise.toWeight(images, images),
        x.pow(3),
        x.min(0),
        x.min(1),
        x.std(0),
        x.clamp(-1, 1),
        x.matmul(y),
        x.add(row),
        x.mul(x).div(3),
        x.exp(),
        x.tanh(),
        x.sum(),
        x.sum(0),
        x.sum(1),
        x.mean(),
        x.variance(0),
        x.variance(1),
        x.max(0),
        x.max(1),
        x.softmax(1),
        x.logSoftmax(0));
  }

  @Test
  void neitherThreadsNorKernelsChangeABit() {
    Kernels kernels = KernelSet.active();
    int threads = Workers.threads();
    try {
      Workers.use(1);
      KernelSet.use(KernelSet.named("plain"));
      List<Tensor> expected = results();
      for (String name : List.of("plain", "simd")) {
        for (int count = 1; count <= 3; count++) {
          Workers.use(count);
          KernelSet.use(KernelSet.named(name));
          assertEquals(expected, results());
        }
      }
    } finally {
      Workers.use(threads);
      KernelSet.use(kernels);
    }
  }
}
