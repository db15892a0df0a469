package decisive.nn.count;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Linear;
import decisive.tensor.Batch;
import decisive.tensor.Convolution2d;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * Counts, while a network runs on data, the products whose input is not zero: less than the exact
 * count, since a winner that is zero after ReLU needs no multiplication either, nor does the frame
 * of zeros around an image.
 */
public final class ExecutedCount implements AutoCloseable {
  private final Map<String, Long> convolutions = new LinkedHashMap<>();
  private final List<Module.Observation> observations = new ArrayList<>();
  private long linear;

  private ExecutedCount() {}

  /**
   * Runs {@code network} in its present phase, in evaluation mode, over all batches. Afterwards
   * every module is back in the mode it was in.
   *
   * @return multiplications an image, the mean rounded to the nearest
   * @throws IllegalArgumentException if there are no images
   */
  public static MultiplicationCount of(Module network, Iterable<Batch> batches) {
    try (ExecutedCount count = observe(network)) {
      return count.mean(network.evaluating(() -> run(network, batches)));
    }
  }

  /** Counts whatever the network runs on, until closed. */
  public static ExecutedCount observe(Module network) {
    ExecutedCount count = new ExecutedCount();
    network.visit(
        (path, module) -> {
          if (module instanceof Conv2d conv) {
            count.convolutions.put(path, 0L);
            count.observations.add(
                conv.observe(
                    (in, out) ->
                        count.convolutions.merge(path, products(conv, in.value()), Long::sum)));
          } else if (module instanceof Linear) {
            count.observations.add(
                module.observe(
                    (in, out) ->
                        count.linear +=
                            (long) nonZero(in.value().data(), 0, in.value().size())
                                * out.shape().extent(1)));
          }
        });
    return count;
  }

  /**
   * What was counted.
   *
   * @param images that the network saw
   * @return multiplications an image, the mean rounded to the nearest
   * @throws IllegalArgumentException if there are no images
   */
  public MultiplicationCount mean(long images) {
    if (images == 0) {
      throw new IllegalArgumentException("executed count: no images given");
    }
    Map<String, Long> means = new LinkedHashMap<>(convolutions);
    means.replaceAll((path, sum) -> Math.round((double) sum / images));
    return new MultiplicationCount(means, Math.round((double) linear / images));
  }

  /** Counts no more. */
  @Override
  public void close() {
    observations.forEach(Module.Observation::close);
  }

  /** Number of images seen. */
  private static long run(Module network, Iterable<Batch> batches) {
    long images = 0;
    for (Batch batch : batches) {
      network.apply(Variable.constant(batch.inputs()));
      images += batch.size();
    }
    return images;
  }

  private static int nonZero(float[] values, int offset, int count) {
    int nonZeros = 0;
    for (int i = offset; i < offset + count; i++) {
      nonZeros += values[i] != 0 ? 1 : 0;
    }
    return nonZeros;
  }

  private static long products(Conv2d conv, Tensor x) {
    int maps = x.extent(3);
    int seen = maps / conv.geometry().groups();
    Shape weight = Shape.of(conv.size(), conv.size(), seen, conv.outputs());
    return products(
        location -> nonZero(x.data(), location * maps, maps),
        new Convolution2d(x.shape(), weight, conv.geometry()));
  }

  /**
   * Products of a convolution whose input is not zero: Σ over the input's locations of what is not
   * zero there × windows that hold the location × outputs that see a map.
   *
   * @param nonZeros maps of a location that are not zero; locations are counted through all images
   */
  public static long products(IntUnaryOperator nonZeros, Convolution2d geometry) {
    int[] rowUses = uses(geometry, 1);
    int[] columnUses = uses(geometry, 2);
    long uses = 0;
    int location = 0;
    for (int n = 0; n < geometry.input().extent(0); n++) {
      for (int rowUse : rowUses) {
        for (int columnUse : columnUses) {
          uses += (long) nonZeros.applyAsInt(location++) * rowUse * columnUse;
        }
      }
    }
    return uses * (geometry.output().extent(3) / geometry.settings().groups());
  }

  /** For each position of an axis of the images, in how many windows it lies. */
  private static int[] uses(Convolution2d geometry, int axis) {
    int[] uses = new int[geometry.input().extent(axis)];
    for (int window = 0; window < geometry.output().extent(axis); window++) {
      int first = window * geometry.stride() - geometry.padding();
      for (int tap = 0; tap < geometry.weight().extent(axis - 1); tap++) {
        int i = first + tap * geometry.settings().dilation();
        if (i >= 0 && i < uses.length) {
          uses[i]++;
        }
      }
    }
    return uses;
  }
}
