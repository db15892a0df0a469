package decisive.experiments.prune;

import java.util.List;

/**
 * How accuracy falls as maps go, and where it stopped.
 *
 * @param network the file that it was pruned from
 * @param data the data set's name
 * @param trainingImages that decided who seldom wins, and how far to go
 * @param testImages that accuracy is also measured on
 * @param candidates maps that may go
 * @param silent of these, maps that never won on the training images
 * @param maxDropPercent points of training accuracy that might be lost
 * @param curve from the whole network to one in which a layer is nearly empty
 * @param chosen the point of the curve that was kept
 * @param secondsBefore an image of the whole network, each layer in the faster way
 * @param secondsAfter the same of the pruned one, measured in turn
 */
public record PruningResult(
    String network,
    String data,
    int trainingImages,
    int testImages,
    int candidates,
    int silent,
    double maxDropPercent,
    List<PruningPoint> curve,
    int chosen,
    double secondsBefore,
    double secondsAfter) {
  public PruningResult {
    curve = List.copyOf(curve);
  }

  /** The whole network. */
  public PruningPoint before() {
    return curve.get(0);
  }

  /** The pruned one. */
  public PruningPoint after() {
    return curve.get(chosen);
  }
}
