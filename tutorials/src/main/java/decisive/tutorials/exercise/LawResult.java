package decisive.tutorials.exercise;

import java.util.Optional;

/**
 * How a law fared.
 *
 * @param law in words
 * @param tries inputs that it was tried on
 * @param broken the shortest input found that breaks it and what happened, empty if it holds
 */
public record LawResult(String law, int tries, Optional<String> broken) {
  public boolean holds() {
    return broken.isEmpty();
  }
}
