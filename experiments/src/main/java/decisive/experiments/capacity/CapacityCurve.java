package decisive.experiments.capacity;

import java.util.List;

/**
 * A model at every number of messages.
 *
 * @param model its title
 * @param description what it is
 * @param dense whether it stores vectors of signs
 * @param limit what it can hold by theory, in words; empty if there is no formula
 * @param messageBits bits of a message (logarithms to base 2)
 */
public record CapacityCurve(
    String model,
    String description,
    boolean dense,
    String limit,
    double messageBits,
    List<CapacityPoint> points) {
  public CapacityCurve {
    points = List.copyOf(points);
  }
}
