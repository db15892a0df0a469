package decisive.experiments.compare;

import decisive.nn.decide.MapWins;
import java.util.Arrays;
import java.util.List;

/**
 * How often each feature map of one competition won (paper, Figures 2 to 4): times it is the
 * non-zero winner of its group, over all locations and test images, as a share of all such wins.
 *
 * @param layer name of the competition
 * @param channels feature maps
 * @param groupSize maps per group, k
 * @param shares one per map, in map order, each 0 to 1; they sum to 1 unless nothing ever won
 */
public record LayerWins(String layer, int channels, int groupSize, List<Double> shares) {
  /** Of one competition's count. */
  static LayerWins of(MapWins wins) {
    return new LayerWins(
        wins.layer(),
        wins.groups().maps(),
        wins.groups().members(0).length,
        Arrays.stream(MapWins.shares(wins.all())).boxed().toList());
  }

  public LayerWins {
    shares = List.copyOf(shares);
    if (shares.size() != channels) {
      throw new IllegalArgumentException(
          "win shares of "
              + layer
              + ": "
              + shares.size()
              + " shares for "
              + channels
              + " channels; give one per feature map");
    }
  }
}
