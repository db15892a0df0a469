package decisive.cli;

import decisive.memory.CliqueMemory;
import decisive.memory.CliqueTheory;
import decisive.memory.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What {@code decisive memory info} reports.
 *
 * @param messages in the file; one stored twice counts twice
 * @param distinct different ones
 * @param edges that are there
 * @param bits edges that can exist
 * @param density edges over bits, 0 to 1
 * @param tornBytes of a batch that was being written when its writer was stopped
 * @param random what as many uniform random messages would have; null if clusters differ in size
 */
record MemoryFacts(
    String file,
    long fileBytes,
    String encoder,
    String clusters,
    long messages,
    long distinct,
    long edges,
    long bits,
    double density,
    long tornBytes,
    Random random) {
  /**
   * By {@link CliqueTheory}.
   *
   * @param efficiency bits stored for each bit of the memory, logarithms to base 2
   * @param oneStepErrors share of recalls that are not unique after one step, with 1, 2, … clusters
   *     erased, by the corrected formula
   */
  record Random(
      double density, double efficiency, double falseAcceptance, List<Double> oneStepErrors) {}

  static MemoryFacts of(Path file, MemoryStore store, String encoder) throws IOException {
    CliqueMemory memory = store.memory();
    long edges = memory.edges();
    long distinct = store.distinct();
    return new MemoryFacts(
        file.toString(),
        Files.size(file),
        encoder,
        store.clusters().toString(),
        store.count(),
        distinct,
        edges,
        memory.bits(),
        (double) edges / memory.bits(),
        store.torn(),
        random(store, distinct));
  }

  private static Random random(MemoryStore store, long messages) {
    if (!store.clusters().isUniform()) {
      return null;
    }
    CliqueTheory theory = new CliqueTheory(store.clusters());
    return new Random(
        theory.density(messages),
        theory.efficiency(messages),
        theory.falseAcceptance(messages),
        IntStream.range(1, store.clusters().count())
            .mapToObj(erased -> theory.correctedError(messages, erased))
            .toList());
  }
}
