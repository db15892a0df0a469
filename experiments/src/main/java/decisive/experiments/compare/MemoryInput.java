package decisive.experiments.compare;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a shallow memory of a comparison stores of an image. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MemoryInput.Pixels.class, name = "pixels"),
  @JsonSubTypes.Type(value = MemoryInput.Codes.class, name = "codes")
})
public sealed interface MemoryInput {
  /**
   * Its pixels.
   *
   * @param levels grey levels told apart
   */
  record Pixels(int levels) implements MemoryInput {}

  /**
   * The winners of a trained network's last competition.
   *
   * @param k maps a group of that network
   */
  record Codes(int k) implements MemoryInput {}
}
