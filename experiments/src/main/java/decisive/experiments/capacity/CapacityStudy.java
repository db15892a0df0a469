package decisive.experiments.capacity;

import java.util.List;

/**
 * What came out.
 *
 * @param command that repeats the study
 * @param version of this program
 * @param jdk it ran on
 */
public record CapacityStudy(
    String command, String version, String jdk, CapacityPlan plan, List<CapacityCurve> curves) {
  public CapacityStudy {
    curves = List.copyOf(curves);
  }
}
