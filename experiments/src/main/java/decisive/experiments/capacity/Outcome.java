package decisive.experiments.capacity;

/** How a recall ended; all but the first are errors. */
enum Outcome {
  /** One answer, and it is the stored one. */
  RIGHT,
  /** The stored one may be among several, or nothing is left. */
  AMBIGUOUS,
  /** One answer, another than was stored. */
  WRONG
}
