package decisive.nn.decide;

import java.util.Arrays;
import java.util.Locale;

/**
 * How often each map of a layer won (the paper, Figures 2 to 4): times it was a winner of its group
 * and not zero, summed over locations and images. Ties count for each.
 *
 * @param layer its name, as {@code layer1.0.conv2} of a decided network; the competition's, as
 *     {@code layer1.0.competition2}, of one in training
 * @param groups which maps compete
 * @param byClass wins on images of a class, of a map; one row for all where classes are not told
 *     apart
 */
public record MapWins(String layer, Groups groups, long[][] byClass) {
  /** None yet. */
  static MapWins none(String layer, Groups groups, int classes) {
    return new MapWins(layer, groups, new long[classes][groups.maps()]);
  }

  /** Wins of each map on all images. */
  public long[] all() {
    long[] sums = new long[groups.maps()];
    for (long[] wins : byClass) {
      for (int m = 0; m < sums.length; m++) {
        sums[m] += wins[m];
      }
    }
    return sums;
  }

  /** Each map's share of these wins, from 0 to 1: they sum to 1, unless nothing won. */
  public static double[] shares(long[] wins) {
    long total = Arrays.stream(wins).sum();
    return Arrays.stream(wins).mapToDouble(w -> total == 0 ? 0 : (double) w / total).toArray();
  }

  /** How many wins there were, without those of single maps. */
  @Override
  public String toString() {
    long[] all = all();
    return String.format(
        Locale.ROOT,
        "%s: %,d wins of %d maps in %d groups, %d maps never won",
        layer,
        Arrays.stream(all).sum(),
        all.length,
        groups.count(),
        Arrays.stream(all).filter(wins -> wins == 0).count());
  }
}
