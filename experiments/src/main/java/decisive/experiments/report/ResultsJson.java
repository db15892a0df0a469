package decisive.experiments.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import decisive.experiments.compare.Comparison;

/**
 * A comparison as JSON: the components of the records in their order, under snake_case names
 * ({@code weights_sha256}, {@code accuracy_percent}, ...), and the {@code kind} of each model.
 */
public final class ResultsJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private ResultsJson() {}

  /** Pretty-printed, ending with '\n'. */
  public static String write(Comparison comparison) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(comparison) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("results.json: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is not JSON, or not of a comparison
   */
  public static Comparison read(String json) {
    try {
      return MAPPER.readValue(json, Comparison.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "results.json: " + e.getOriginalMessage() + "; is it a file that compare wrote?", e);
    }
  }
}
