package decisive.experiments.compare;

import decisive.tensor.kernels.KernelSet;
import decisive.tensor.parallel.Workers;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where an experiment ran. Of all this only the seed changes the weights.
 *
 * @param seed of every random choice
 * @param kernels "plain" or "simd"
 * @param threads workers of the parallel loops
 * @param jdk vendor and version
 * @param os operating system and its version
 * @param architecture of the processor, as the JVM names it
 * @param version of Decisive
 * @param date when it ran, ISO 8601, or null: without it two runs write the same file
 */
public record Environment(
    long seed,
    String kernels,
    int threads,
    String jdk,
    String os,
    String architecture,
    String version,
    String date) {

  /**
   * This machine, today.
   *
   * @param version of Decisive
   */
  public static Environment now(long seed, String version) {
    return new Environment(
        seed,
        KernelSet.active().name(),
        Workers.threads(),
        System.getProperty("java.vendor") + " " + System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        version,
        LocalDate.now(ZoneOffset.UTC).toString());
  }
}
