package decisive.experiments.capacity;

/** How a recall ended; all but the first are errors. */
enum RecallOutcome {
  /** One answer, and it is the stored one. */
  CORRECT,
  /** The stored one may be among several, or nothing is left. */
  AMBIGUOUS,
  /** One answer, another than was stored. */
  WRONG
}
