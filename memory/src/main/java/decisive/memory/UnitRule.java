package decisive.memory;

/**
 * Which units are active after a step of a {@link WillshawMemory} or an {@link AmariMemory}: all
 * whose score reaches a threshold, found by one of these rules. Both look at all n units at once,
 * whatever clusters they stand in, and keep ties.
 */
public sealed interface UnitRule {
  /**
   * The score a unit needs, 1 or more: a unit that nothing supports is never active.
   *
   * @param scores of all units
   * @param active how many units were active before the step
   */
  int threshold(int[] scores, int active);

  /**
   * Willshaw's threshold: a unit must be connected to every active unit. In the first step they are
   * those of the query. In later steps there may be wrong ones too, so no more than {@code units}
   * are asked for, the number of ones in a stored message: θ = min(active, units).
   *
   * <p>From a part of a stored message, no unit of it is ever lost: each is connected to all the
   * others and counts itself, so it reaches the number of the message's active units.
   *
   * @param units active units of a stored message, 1 or more
   */
  record Threshold(int units) implements UnitRule {
    public Threshold {
      checkUnits("threshold", units);
    }

    @Override
    public int threshold(int[] scores, int active) {
      return Math.max(1, Math.min(active, units));
    }
  }

  /**
   * The k units of the highest scores win: θ is the k-th highest score, or 1 if that is 0. With
   * ties at θ there are more winners than k, with too few units of a positive score fewer.
   *
   * @param k active units of a stored message, 1 or more
   */
  record Winners(int k) implements UnitRule {
    public Winners {
      checkUnits("winners", k);
    }

    @Override
    public int threshold(int[] scores, int active) {
      if (k > scores.length) {
        return 1;
      }
      int[] highest = new int[k]; // increasing, so the first is the k-th highest so far
      for (int score : scores) {
        if (score > highest[0]) {
          int place = 1;
          for (; place < k && highest[place] < score; place++) {
            highest[place - 1] = highest[place];
          }
          highest[place - 1] = score;
        }
      }
      return Math.max(1, highest[0]);
    }
  }

  private static void checkUnits(String rule, int units) {
    if (units < 1) {
      throw new IllegalArgumentException(
          "unit rule: " + rule + " of " + units + " units; there must be at least 1");
    }
  }
}
