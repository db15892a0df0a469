package decisive.memory;

import decisive.tensor.random.Generator;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The Hopfield memory: vectors of n signs, in symmetric weights between all n neurons.
 *
 * <pre>
 *   W = Σ x xᵀ, w_ii = 0               or the projection X X⁺: see {@link HopfieldRule}
 *   h_i = Σ_j w_ij s_j                 field of a neuron
 *   s_i ← sign h_i                     s_i stays as it is where h_i = 0
 *   E = −½ sᵀ W s                      energy; never rises when neurons are updated one by one
 * </pre>
 *
 * <p>Messages are over n clusters of 2 fanals: symbol 1 is +1, symbol 0 is −1, an erased cluster
 * starts at s_i = 0. With every message its negative is stored, too. A step updates every neuron
 * once ({@link HopfieldUpdates}), known ones included; it is repeated until nothing changes or the
 * iterations run out. Synchronous updates can fall into two states that alternate: such a recall
 * has not {@linkplain Recall#converged converged}. A neuron that is still 0 leaves its cluster of
 * the answer without a winner.
 *
 * <p>Of the answer's scores those of symbol 1 are the fields after the last step, those of symbol 0
 * their negatives: exact with Hebb's rule, rounded multiples of 1/n with the projection. They count
 * no clusters, so {@link Recall#unanimous} says nothing here.
 *
 * <p>A message takes n² additions to store with Hebb's rule, about 6 n² operations with the
 * projection. Any number of threads may retrieve while none stores.
 *
 * <p>Source: J. J. Hopfield, "Neural networks and physical systems with emergent collective
 * computational abilities" (1982).
 */
public final class HopfieldMemory implements AssociativeMemory {
  private final Clusters clusters;
  private final int n;
  private final HopfieldWeights weights;
  private final HopfieldUpdates updates;
  private final int iterations;

  /** Neurons are updated one by one in order, for at most 50 iterations. */
  public HopfieldMemory(int neurons, HopfieldRule rule) {
    this(neurons, rule, new HopfieldUpdates.InOrder(), 50);
  }

  /**
   * An empty memory.
   *
   * @param neurons n, the length of its messages, 1 to 46,340
   * @param iterations cap on the steps of a retrieval, 1 or more
   * @throws IllegalArgumentException if the neurons or the cap are below 1, or the n² weights do
   *     not fit in an array
   */
  public HopfieldMemory(int neurons, HopfieldRule rule, HopfieldUpdates updates, int iterations) {
    if (neurons < 1) {
      throw new IllegalArgumentException(
          "Hopfield memory: " + neurons + " neurons; there must be at least 1");
    }
    Checked.weightsFit("Hopfield memory", neurons, (long) neurons * neurons);
    Checked.iterations("Hopfield memory", iterations);
    this.updates = updates;
    this.iterations = iterations;
    clusters = Clusters.uniform(neurons, 2);
    n = neurons;
    weights = rule.weights(neurons);
  }

  /** n clusters of 2 fanals. */
  @Override
  public Clusters clusters() {
    return clusters;
  }

  @Override
  public void store(Message message) {
    Checked.stored(message, clusters);
    weights.store(vector(message));
  }

  @Override
  public Recall retrieve(Message query) {
    return retrieve(query, step -> {});
  }

  /**
   * As {@link #retrieve(Message)}, showing every step.
   *
   * @param observer is given the query as step 0 and then each step taken
   */
  public Recall retrieve(Message query, Consumer<HopfieldStep> observer) {
    Checked.query(query, clusters);
    double[] state = vector(query);
    double[] fields = fields(state);
    observer.accept(step(0, state, 0, fields));
    int number = 0;
    int changed = n;
    while (changed > 0 && number < iterations) {
      number++;
      changed = update(state, fields, number);
      observer.accept(step(number, state, changed, fields));
    }
    return recall(state, fields, query.known(), number, changed == 0);
  }

  /**
   * E = −½ sᵀ W s of a state; erased clusters count as s_i = 0.
   *
   * @throws IllegalArgumentException if the state does not fit {@link #clusters}
   */
  public double energy(Message state) {
    clusters.active(state, "energy: state");
    double[] s = vector(state);
    return energy(s, fields(s));
  }

  /** The weight w_ij = w_ji between two neurons. */
  public double weight(int i, int j) {
    checkNeuron(i);
    checkNeuron(j);
    return weights.weight(i, j);
  }

  /** 32 n (n − 1)/2 with Hebb's rule; 64 n (n + 1)/2 with the projection, which has a diagonal. */
  @Override
  public long bits() {
    return weights.bits();
  }

  /** As in {@code Hopfield memory of 64 neurons}. */
  @Override
  public String toString() {
    return "Hopfield memory of " + n + " neurons";
  }

  /** One step, in place; the number of neurons that changed. */
  private int update(double[] state, double[] fields, int step) {
    // What a neuron decides by: the fields of before the step, or as they are when its turn comes.
    double[] seen = updates instanceof HopfieldUpdates.Synchronous ? fields.clone() : fields;
    int changed = 0;
    for (int i : order(step)) {
      changed += set(i, seen[i], state, fields) ? 1 : 0;
    }
    return changed;
  }

  private int[] order(int step) {
    if (updates instanceof HopfieldUpdates.Shuffled shuffled) {
      return new Generator(shuffled.seed()).split(step).permutation(n);
    }
    return IntStream.range(0, n).toArray();
  }

  /** s_i ← sign of a field, and the fields follow; whether s_i changed. */
  private boolean set(int i, double field, double[] state, double[] fields) {
    if (Math.abs(field) <= weights.tolerance() || state[i] == Math.signum(field)) {
      return false;
    }
    double value = Math.signum(field);
    weights.addTo(fields, i, value - state[i]);
    state[i] = value;
    return true;
  }

  /** h = W s. */
  private double[] fields(double[] state) {
    double[] fields = new double[n];
    for (int j = 0; j < n; j++) {
      if (state[j] != 0) {
        weights.addTo(fields, j, state[j]);
      }
    }
    return fields;
  }

  private Recall recall(double[] state, double[] fields, int known, int steps, boolean converged) {
    boolean[] active = new boolean[2 * n];
    int[] scores = new int[2 * n];
    for (int i = 0; i < n; i++) {
      active[2 * i] = state[i] < 0;
      active[2 * i + 1] = state[i] > 0;
      scores[2 * i + 1] = weights.score(fields[i]);
      scores[2 * i] = -scores[2 * i + 1];
    }
    return new Recall(clusters, active, scores, known, steps, converged);
  }

  private static HopfieldStep step(int number, double[] state, int changed, double[] fields) {
    int[] symbols = new int[state.length];
    Arrays.setAll(symbols, i -> state[i] == 0 ? Message.ERASED : state[i] > 0 ? 1 : 0);
    return new HopfieldStep(number, Message.of(symbols), changed, energy(state, fields));
  }

  private static double energy(double[] state, double[] fields) {
    double sum = 0;
    for (int i = 0; i < state.length; i++) {
      sum -= state[i] * fields[i];
    }
    return sum / 2;
  }

  /** Entries −1, 1, and 0 where erased. */
  private static double[] vector(Message message) {
    double[] vector = new double[message.length()];
    Arrays.setAll(vector, i -> message.isErased(i) ? 0 : 2 * message.symbol(i) - 1);
    return vector;
  }

  private void checkNeuron(int neuron) {
    if (neuron < 0 || neuron >= n) {
      throw new IllegalArgumentException(
          "weight: neuron " + neuron + " does not exist: neurons run from 0 to " + (n - 1));
    }
  }
}
