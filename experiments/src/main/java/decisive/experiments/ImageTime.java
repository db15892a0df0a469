package decisive.experiments;

import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** How long networks take for an image, timed in turn so that all meet the same machine. */
public final class ImageTime {
  private static final int ROUNDS = 9;

  /** A round of a network, at least. */
  private static final long ROUND_NANOSECONDS = 20_000_000;

  private static final long WARM_NANOSECONDS = 200_000_000;

  private ImageTime() {}

  /**
   * @param images a batch
   * @return of each network the median of the rounds, in seconds an image
   */
  public static List<Double> of(List<Consumer<Tensor>> networks, Tensor images) {
    double[][] times = new double[networks.size()][ROUNDS];
    for (Consumer<Tensor> network : networks) {
      round(network, images, WARM_NANOSECONDS);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < times.length; i++) {
        times[i][round] = round(networks.get(i), images, ROUND_NANOSECONDS);
      }
    }
    List<Double> medians = new ArrayList<>();
    for (double[] all : times) {
      Arrays.sort(all);
      medians.add(all[ROUNDS / 2]);
    }
    return medians;
  }

  /** Seconds an image, of as many batches as fill the time. */
  private static double round(Consumer<Tensor> network, Tensor images, long nanoseconds) {
    long start = System.nanoTime();
    long batches = 0;
    long taken;
    do {
      network.accept(images);
      batches++;
      taken = System.nanoTime() - start;
    } while (taken < nanoseconds);
    return taken / 1e9 / batches / images.extent(0);
  }
}
