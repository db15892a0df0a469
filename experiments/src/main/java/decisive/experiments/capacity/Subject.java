package decisive.experiments.capacity;

import decisive.tensor.random.Generator;

/** A memory under study. It draws what it stores by itself, and remembers it for the questions. */
interface Subject {
  /** Stores one more random message. */
  void store(Generator random);

  /**
   * Asks for a part of a stored message.
   *
   * @param stored which one: 0 for the first
   * @param random chooses the part
   */
  RecallOutcome ask(int stored, Generator random);

  /** Size of the memory, in bits. */
  long bits();

  /** Share of its bits that are 1, or NaN if it has no such thing. */
  double density();
}
