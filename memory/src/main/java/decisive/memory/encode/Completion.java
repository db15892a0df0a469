package decisive.memory.encode;

import decisive.memory.Recall;
import java.util.List;

/**
 * What an {@link EncodedMemory} finds for a partial value.
 *
 * @param kind whether there is one value, several, or none
 * @param values the one value; or those that may be meant, as far as they were looked for
 * @param complete whether {@code values} are all there are; false if the search met its bound
 * @param recall the answer of the memory, cluster by cluster
 * @param <T> the values of the encoder
 */
public record Completion<T>(Kind kind, List<T> values, boolean complete, Recall recall) {
  /** How an answer ends. */
  public enum Kind {
    /** One value, and no other, fits. */
    UNIQUE,
    /** Several values fit, or too many to look through. */
    AMBIGUOUS,
    /** Nothing that is stored fits. */
    NOTHING
  }

  public Completion {
    values = List.copyOf(values);
  }

  /** As in {@code UNIQUE [computer]}; with "and perhaps more" if the search met its bound. */
  @Override
  public String toString() {
    return kind + " " + values + (complete ? "" : " and perhaps more");
  }
}
