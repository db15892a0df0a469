package decisive.experiments.compare;

import java.util.List;

/**
 * What one model said about one image.
 *
 * @param model name of the model
 * @param candidates the class it names; several when tied; none when it finds no match
 */
public record ModelAnswer(String model, List<Integer> candidates) {
  public ModelAnswer {
    candidates = List.copyOf(candidates);
  }

  /** The share of the image it earns: 1/n when the true class is one of n candidates, else 0. */
  public double credit(int label) {
    return candidates.contains(label) ? 1.0 / candidates.size() : 0;
  }
}
