package decisive.nn.decide;

/** How a layer of a decided network is computed. The results differ in their last bits at most. */
public enum Execution {
  /** As training does: every input counts, zero or not. */
  DENSE,
  /** Only the weights of winners are read and added. */
  SPARSE
}
