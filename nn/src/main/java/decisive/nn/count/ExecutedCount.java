package decisive.nn.count;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Linear;
import decisive.tensor.Batch;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts, while a network runs on data, the products whose input is not zero: less than the exact
 * count, since a winner that is zero after ReLU needs no multiplication either, nor does the frame
 * of zeros around an image.
 */
public final class ExecutedCount {
  private ExecutedCount() {}

  /**
   * Runs {@code network} in its present phase, in evaluation mode, over all batches. Afterwards
   * every module is back in the mode it was in.
   *
   * @return multiplications an image, the mean rounded to the nearest
   * @throws IllegalArgumentException if there are no images
   */
  public static MultiplicationCount of(Module network, Iterable<Batch> batches) {
    Map<String, Long> convolutions = new LinkedHashMap<>();
    long[] linear = {0};
    List<Module.Observation> observations = new ArrayList<>();
    long images;
    try {
      network.visit(
          (path, module) -> {
            if (module instanceof Conv2d conv) {
              convolutions.put(path, 0L);
              observations.add(
                  conv.observe(
                      (in, out) -> convolutions.merge(path, products(conv, in, out), Long::sum)));
            } else if (module instanceof Linear) {
              observations.add(
                  module.observe((in, out) -> linear[0] += nonZero(in) * out.shape().extent(1)));
            }
          });
      images = network.evaluating(() -> run(network, batches));
    } finally {
      observations.forEach(Module.Observation::close);
    }
    if (images == 0) {
      throw new IllegalArgumentException("executed count: no images given");
    }
    convolutions.replaceAll((path, sum) -> Math.round((double) sum / images));
    return new MultiplicationCount(convolutions, Math.round((double) linear[0] / images));
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

  private static long nonZero(Variable x) {
    long count = 0;
    for (float value : x.value().data()) {
      count += value != 0 ? 1 : 0;
    }
    return count;
  }

  /** Σ over non-zero inputs of the windows that hold them, times the output channels. */
  private static long products(Conv2d conv, Variable in, Variable out) {
    Tensor x = in.value();
    int[] rowUses = uses(x.extent(1), out.shape().extent(1), conv);
    int[] columnUses = uses(x.extent(2), out.shape().extent(2), conv);
    long products = 0;
    int offset = 0;
    for (int n = 0; n < x.extent(0); n++) {
      for (int rowUse : rowUses) {
        for (int columnUse : columnUses) {
          int active = 0;
          for (int c = 0; c < x.extent(3); c++) {
            active += x.data()[offset++] != 0 ? 1 : 0;
          }
          products += (long) active * rowUse * columnUse;
        }
      }
    }
    return products * (out.shape().extent(3) / conv.geometry().groups());
  }

  /** For each position of an axis, in how many windows it lies. */
  private static int[] uses(int extent, int windows, Conv2d conv) {
    int[] uses = new int[extent];
    for (int window = 0; window < windows; window++) {
      int first = window * conv.stride() - conv.padding();
      for (int tap = 0; tap < conv.size(); tap++) {
        int i = first + tap * conv.geometry().dilation();
        if (i >= 0 && i < extent) {
          uses[i]++;
        }
      }
    }
    return uses;
  }
}
