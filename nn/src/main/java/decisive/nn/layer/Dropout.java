package decisive.nn.layer;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;

/**
 * In training, sets each value to 0 with probability p and multiplies the others by 1 / (1 − p); in
 * evaluation lets everything pass (Srivastava et al., 2014).
 *
 * <p>The n-th run in training draws from the n-th split of the generator. The number of runs is a
 * buffer, {@value #RUNS}, so that a network that is loaded goes on with the masks that come next;
 * PyTorch's files do not have it.
 */
public final class Dropout extends Module {
  /** Name of the buffer that counts the runs in training. */
  public static final String RUNS = "dropout_runs";

  /** A float counts to here by ones; then the masks begin again. */
  private static final int MOST_RUNS = 1 << 24;

  private final float probability;
  private final Generator generator;
  private final Tensor runs;

  /**
   * @param probability in [0, 1)
   * @param generator of the masks; takes its {@link Generator#splitNext next part}
   * @throws IllegalArgumentException for another probability
   */
  public Dropout(float probability, Generator generator) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "dropout: probability " + probability + " must be in [0, 1)");
    }
    this.probability = probability;
    this.generator = generator.splitNext();
    this.runs = buffer(RUNS, Tensor.scalar(0));
  }

  @Override
  protected Variable forward(Variable x) {
    if (!training() || probability == 0) {
      return x;
    }
    int run = (int) runs.item();
    runs.fill((run + 1) % MOST_RUNS);
    Tensor uniform = Tensor.uniform(generator.split(run), 0, 1, x.shape().extents());
    Tensor kept = uniform.greaterOrEqual(Tensor.scalar(probability)).mul(1 / (1 - probability));
    return x.mul(Variable.constant(kept));
  }

  @Override
  protected String settings() {
    return Float.toString(probability);
  }
}
