package decisive.experiments.capacity;

/**
 * A memory at one number of messages.
 *
 * @param messages stored
 * @param recalls asked, over all memories
 * @param ambiguous of them, those that ended with several answers or none
 * @param wrong of them, those that ended with another message
 * @param error share of errors of both kinds, 0 to 1
 * @param low end of its confidence interval (Clopper and Pearson, 1934)
 * @param high end of its confidence interval
 * @param theory what formulas say of it, or null
 * @param density measured share of ones, mean over the memories, or null
 * @param expectedDensity by the formula, or null
 * @param bits of the memory
 * @param efficiency bits stored for each bit of the memory (logarithms to base 2)
 * @param microseconds for a question, the time to make it included
 */
public record CapacityPoint(
    int messages,
    int recalls,
    int ambiguous,
    int wrong,
    double error,
    double low,
    double high,
    Theory theory,
    Double density,
    Double expectedDensity,
    long bits,
    double efficiency,
    double microseconds) {
  /**
   * Errors by formula: of one step where fanals are connected, else both are the same.
   *
   * @param textbook takes the edges of a fanal for independent, and is too low
   * @param corrected knows that they come from the same messages
   */
  public record Theory(double textbook, double corrected) {}
}
