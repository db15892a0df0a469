package decisive.experiments.compare;

/**
 * Where a comparison ran. Of all this only the seed changes the weights.
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
    String date) {}
