package decisive.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The deep memory: a chain of {@link HeteroMemory} layers, the output of each being the input of
 * the next. It stores paths (x0, x1, …, xn) and finds xn, and all between, from x0 or a part of it.
 *
 * <pre>
 *   store      layer k stores the pair (x_k, x_{k+1}), for k = 0 … n − 1
 *   retrieve   q_0 = the query, r_k = the answer of layer k to q_k, q_{k+1} = r_k passed on
 * </pre>
 *
 * <p>{@link Passing} says how an answer that has ties is passed on. Either way, from a part of a
 * stored x0, every x_{k+1} is among the winners of r_k: it scores full in layer k because q_k holds
 * x_k in every cluster it knows. Paths may share messages; where they do and then part, the answer
 * holds the ends of all of them. From a query that is part of no stored x0, look whether the
 * answers are {@linkplain Recall#unanimous() unanimous}.
 *
 * <p>The layers can also be given pairs of their own: {@code layers().get(1).store(x, y)}. Any
 * number of threads may retrieve while none stores.
 *
 * <p>Source: the DecisiveNets paper, Section 3.2, of whose Algorithm 1 each layer is a step.
 */
public final class DeepMemory {
  /** How the answer of a layer becomes the query of the next. */
  public enum Passing {
    /** All winners of a cluster are its candidates; the next layer is asked by sum-of-max. */
    BLURRED,

    /** A cluster with one winner has that symbol, one with several is erased. */
    DECIDED
  }

  private final List<HeteroMemory> layers;

  /**
   * A chain of layers, kept and not copied: what is stored in one later is found here.
   *
   * @param layers first the one that is asked first; one or more
   * @throws IllegalArgumentException if there are none, or the output clusters of one are not the
   *     input clusters of the next
   */
  public DeepMemory(List<HeteroMemory> layers) {
    this.layers = List.copyOf(layers);
    if (this.layers.isEmpty()) {
      throw new IllegalArgumentException("deep memory: it has no layers; give one at least");
    }
    for (int k = 1; k < this.layers.size(); k++) {
      Clusters output = this.layers.get(k - 1).output();
      Clusters input = this.layers.get(k).input();
      if (!output.equals(input)) {
        throw new IllegalArgumentException(
            "deep memory: the output of layer "
                + (k - 1)
                + " is "
                + output
                + ", the input of layer "
                + k
                + " is "
                + input
                + "; they must be the same");
      }
    }
  }

  /**
   * A chain of empty layers between these sides.
   *
   * @param sides the clusters of x0, x1, …, xn; two or more
   * @throws IllegalArgumentException if there are fewer, or a layer does not fit in one array
   */
  public static DeepMemory between(Clusters... sides) {
    if (sides.length < 2) {
      throw new IllegalArgumentException(
          "deep memory: a layer has two sides, " + sides.length + " given; give two at least");
    }
    return new DeepMemory(
        IntStream.range(1, sides.length)
            .mapToObj(k -> new HeteroMemory(sides[k - 1], sides[k]))
            .toList());
  }

  /** The layers, first the one that is asked first; the list cannot be changed, they can. */
  public List<HeteroMemory> layers() {
    return layers;
  }

  /** The clusters of x0, the queries. */
  public Clusters input() {
    return layers.get(0).input();
  }

  /** The clusters of xn, the answers. */
  public Clusters output() {
    return layers.get(layers.size() - 1).output();
  }

  /**
   * Stores a path: every two messages that follow one another, in the layer between them.
   *
   * @param path x0, x1, …, xn, one more than there are layers, nothing erased
   * @throws IllegalArgumentException if their number or a length is wrong, a symbol is out of
   *     range, or a cluster is erased, naming the message; the memory is then unchanged
   */
  public void store(Message... path) {
    if (path.length != layers.size() + 1) {
      throw new IllegalArgumentException(
          "store: a path of "
              + path.length
              + " messages; with "
              + layers.size()
              + " layers it has "
              + (layers.size() + 1)
              + ", input and output included");
    }
    for (int k = 0; k < path.length; k++) {
      Clusters side = k == 0 ? input() : layers.get(k - 1).output();
      HeteroMemory.complete(path[k], side, "store: message " + k + " of the path");
    }
    for (int k = 0; k < layers.size(); k++) {
      layers.get(k).store(path[k], path[k + 1]);
    }
  }

  /**
   * @param query of {@link #input()}; some clusters may be erased, but not all
   * @throws IllegalArgumentException if the length is wrong, a symbol is out of range, or every
   *     cluster is erased
   */
  public DeepRecall retrieve(Message query, Passing passing) {
    return passOn(layers.get(0).retrieve(query), passing);
  }

  /**
   * Retrieves from a blurred message.
   *
   * @param query of {@link #input()}; some clusters may be erased, but not all
   * @throws IllegalArgumentException if the length is wrong, a symbol is out of range, or every
   *     cluster is erased
   */
  public DeepRecall retrieve(Candidates query, Passing passing) {
    return passOn(layers.get(0).retrieve(query), passing);
  }

  /** The layers, as {@link HeteroMemory#toString}, one a line. */
  @Override
  public String toString() {
    return layers.stream()
        .map(layer -> "\n  " + layer)
        .collect(Collectors.joining("", "deep memory:", ""));
  }

  private DeepRecall passOn(Recall first, Passing passing) {
    List<Recall> recalls = new ArrayList<>();
    recalls.add(first);
    for (int k = 1; k < layers.size(); k++) {
      Recall before = recalls.get(k - 1);
      if (passing == Passing.BLURRED) {
        recalls.add(layers.get(k).retrieve(Candidates.of(before)));
      } else {
        Message decided = decided(before);
        if (decided.known() == 0) {
          return new DeepRecall(recalls, false);
        }
        recalls.add(layers.get(k).retrieve(decided));
      }
    }
    return new DeepRecall(recalls, true);
  }

  private static Message decided(Recall recall) {
    int[] symbols = new int[recall.clusters().count()];
    for (int i = 0; i < symbols.length; i++) {
      int[] winners = recall.candidates(i);
      symbols[i] = winners.length == 1 ? winners[0] : Message.ERASED;
    }
    return Message.of(symbols);
  }
}
