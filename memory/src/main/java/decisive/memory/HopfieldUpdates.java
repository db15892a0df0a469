package decisive.memory;

/** In which order the neurons of a {@link HopfieldMemory} take their new values in a step. */
public sealed interface HopfieldUpdates {
  /** All at once, from the same state. May end in two states that alternate for ever. */
  record Synchronous() implements HopfieldUpdates {}

  /** One after the other, 0 to n − 1. */
  record InOrder() implements HopfieldUpdates {}

  /**
   * One after the other, in each step in a new random order, which depends on the seed and the
   * number of the step alone.
   */
  record Shuffled(long seed) implements HopfieldUpdates {}
}
