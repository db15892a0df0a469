package decisive.nn.decide;

import decisive.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a layer decided about one input.
 *
 * @param layer its name, as {@code layer1.0.conv2}
 * @param groups which maps competed
 * @param winners [H, W, maps]: what the layer hands on; a loser's is 0
 * @param margins [H, W, groups]: how sure each win was, (first − second) / first of the group's
 *     values; 0 is a tie, 1 says that no other map was positive. NaN where none won
 * @param attribution [H, W, maps]: how much of the target's logit is attributed to each winner: its
 *     value times the derivative of the logit by it, all later decisions as they were (gradient ×
 *     input). Nothing where each way to the output leads through winners that are set to 1: then
 *     the logit does not depend on how large a value was
 */
public record LayerExplanation(
    String layer, Groups groups, Tensor winners, Tensor margins, Optional<Tensor> attribution) {

  /** Number of patterns that the groups could make at a location, as its logarithm base 2. */
  public double patternBits() {
    double bits = 0;
    for (int g = 0; g < groups.count(); g++) {
      bits += StrictMath.log(groups.members(g).length) / StrictMath.log(2);
    }
    return bits;
  }

  /** Different patterns of winners among the locations of this input. */
  public int patterns() {
    int maps = groups.maps();
    Set<String> seen = new HashSet<>();
    for (int at = 0; at < winners.size(); at += maps) {
      boolean[] won = new boolean[maps];
      for (int m = 0; m < maps; m++) {
        won[m] = winners.data()[at + m] != 0;
      }
      seen.add(Arrays.toString(won));
    }
    return seen.size();
  }

  /** Part of the groups, over all locations, that have a winner: from 0 to 1. */
  public double won() {
    return 1 - (double) lost() / margins.size();
  }

  private int lost() {
    int lost = 0;
    for (float margin : margins.data()) {
      lost += Float.isNaN(margin) ? 1 : 0;
    }
    return lost;
  }

  /** Mean of the margins of the groups that have a winner, from 0 to 1; NaN if none has. */
  public double meanMargin() {
    double sum = 0;
    for (float margin : margins.data()) {
      sum += Float.isNaN(margin) ? 0 : margin;
    }
    return sum / (margins.size() - lost());
  }

  /** How much was decided, without the values. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d maps in %d groups, %.1f %% with a winner, %d patterns of winners",
        layer,
        groups.maps(),
        groups.count(),
        100 * won(),
        patterns());
  }
}
