package decisive.experiments.compare;

import java.util.List;

/**
 * A model's result, and what it predicted for each test image.
 *
 * @param answers in the order of the test images
 */
record ModelOutcome(ModelResult result, List<ModelAnswer> answers) {
  ModelOutcome {
    answers = List.copyOf(answers);
  }
}
