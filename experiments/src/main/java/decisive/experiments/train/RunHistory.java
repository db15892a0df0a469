package decisive.experiments.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The epochs of a run until now, in order.
 *
 * @param epochs the first is epoch 1
 */
public record RunHistory(List<EpochRecord> epochs) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  public RunHistory {
    epochs = List.copyOf(epochs);
    for (int i = 0; i < epochs.size(); i++) {
      if (epochs.get(i).epoch() != i + 1) {
        throw new IllegalArgumentException(
            "metrics: epoch " + epochs.get(i).epoch() + " stands where " + (i + 1) + " should");
      }
    }
  }

  RunHistory with(EpochRecord epoch) {
    List<EpochRecord> longer = new ArrayList<>(epochs);
    longer.add(epoch);
    return new RunHistory(longer);
  }

  /** The one with the highest decided accuracy on the test images, the earlier of equals. */
  public Optional<EpochRecord> best() {
    EpochRecord best = null;
    for (EpochRecord epoch : epochs) {
      if (best == null || epoch.decidedAccuracyPercent() > best.decidedAccuracyPercent()) {
        best = epoch;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The last whole epoch, if there is one. */
  public Optional<EpochRecord> last() {
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
  }

  // ---- as lines of JSON

  static String line(EpochRecord epoch) {
    try {
      return MAPPER.writeValueAsString(epoch) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("metrics: " + e.getOriginalMessage(), e);
    }
  }

  /** A line for each epoch. */
  String lines() {
    StringBuilder lines = new StringBuilder();
    epochs.forEach(epoch -> lines.append(line(epoch)));
    return lines.toString();
  }

  /**
   * Reads what {@link #lines} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static RunHistory parse(String lines) {
    List<EpochRecord> epochs = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      try {
        EpochRecord epoch = MAPPER.readValue(line, EpochRecord.class);
        if (epoch == null) {
          throw new IllegalArgumentException("metrics: null stands where an epoch should");
        }
        epochs.add(epoch);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("metrics: " + e.getOriginalMessage(), e);
      }
    }
    return new RunHistory(epochs);
  }
}
