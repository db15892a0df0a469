package decisive.experiments.fewshot;

/**
 * What an episode asks: from {@code shots} images of each of {@code ways} classes, to tell the
 * class of {@code queries} others of each.
 *
 * @param ways classes, 2 or more
 * @param shots images of a class to learn from, 1 or more
 * @param queries images of a class to be judged by, 1 or more
 */
public record FewShotTask(int ways, int shots, int queries) {
  /** Queries of a class in the paper's Table 4, where a class has 600 images and gives 5 shots. */
  public static final int PAPERS_QUERIES = 595;

  public FewShotTask {
    atLeast("ways", ways, 2);
    atLeast("shots", shots, 1);
    atLeast("queries", queries, 1);
  }

  private static void atLeast(String what, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "few-shot: " + what + " is " + value + ", must be at least " + least);
    }
  }

  /**
   * With the paper's 595 queries of each class, or as many as the smallest class has beside the
   * shots.
   *
   * @throws IllegalArgumentException if it has none
   */
  public static FewShotTask withAllQueries(UnitFeatures features, int ways, int shots) {
    int smallest = smallest(features);
    int left = features.count(smallest) - shots;
    if (left < 1) {
      throw tooFew(features, smallest, shots + " shots and a query", "take fewer shots");
    }
    return new FewShotTask(ways, shots, Math.min(PAPERS_QUERIES, left));
  }

  /**
   * @throws IllegalArgumentException if there are fewer classes than ways, or a class has fewer
   *     images than an episode takes: names it
   */
  void check(UnitFeatures features) {
    if (features.classes() < ways) {
      throw new IllegalArgumentException(
          "few-shot: "
              + ways
              + " ways, but the data has "
              + features.classes()
              + " classes; take fewer ways or other data");
    }
    int smallest = smallest(features);
    if (features.count(smallest) - shots < queries) {
      throw tooFew(
          features,
          smallest,
          shots + " shots and " + queries + " queries",
          "take fewer queries or shots");
    }
  }

  private static IllegalArgumentException tooFew(
      UnitFeatures features, int label, String wanted, String advice) {
    int count = features.count(label);
    return new IllegalArgumentException(
        "few-shot: class "
            + label
            + " ("
            + features.className(label)
            + ") has "
            + count
            + (count == 1 ? " image" : " images")
            + ", an episode wants "
            + wanted
            + "; "
            + advice
            + ", or leave the class out");
  }

  private static int smallest(UnitFeatures features) {
    int smallest = 0;
    for (int label = 1; label < features.classes(); label++) {
      if (features.count(label) < features.count(smallest)) {
        smallest = label;
      }
    }
    return smallest;
  }

  /** As in {@code 5-way 5-shot}. */
  public String name() {
    return ways + "-way " + shots + "-shot";
  }
}
