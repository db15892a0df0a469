package decisive.experiments.compare;

import java.util.List;

/**
 * A test image and what the models said about it.
 *
 * @param index of the image in the test set, from 0
 * @param label the true class
 * @param pixels rows of grey levels, each 0 (paper) to {@link #MAX_LEVEL} (ink)
 * @param answers one per model, in the order of the comparison
 */
public record SampleImage(
    int index, int label, List<List<Integer>> pixels, List<ModelAnswer> answers) {
  /** The darkest grey level of the digits. */
  public static final int MAX_LEVEL = 16;

  public SampleImage {
    pixels = pixels.stream().map(List::copyOf).toList();
    answers = List.copyOf(answers);
    for (List<Integer> row : pixels) {
      if (row.size() != pixels.get(0).size()
          || row.stream().anyMatch(level -> level < 0 || level > MAX_LEVEL)) {
        throw new IllegalArgumentException(
            "sample image "
                + index
                + ": row "
                + row
                + " wants "
                + pixels.get(0).size()
                + " grey levels of 0 to "
                + MAX_LEVEL);
      }
    }
  }
}
