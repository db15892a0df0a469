package decisive.memory.encode;

import decisive.memory.CliqueMemory;
import decisive.memory.Cliques;
import decisive.memory.Message;
import decisive.memory.Recall;
import decisive.memory.RetrievalRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A clique memory of values that people have: stores them by their encoder, and completes partial
 * ones.
 *
 * <pre>{@code
 * var words = new EncodedMemory<>(WordEncoder.slidingBigrams(8, Alphabet.LATIN));
 * words.store("computer");
 * words.complete("co?p?ter").values();        // [computer]
 * }</pre>
 *
 * <p>The memory's rule leaves candidates in each cluster. Where they are several, an exact search
 * finds the cliques among them; a clique that is no value of the encoder is none of the answers.
 *
 * @param <T> the values
 */
public final class EncodedMemory<T> {
  /** Candidates that a search looks at unless another is given: some hundredths of a second. */
  public static final long SEARCH = 100_000;

  private final Encoder<T> encoder;
  private final CliqueMemory memory;

  /** With an empty memory. */
  public EncodedMemory(Encoder<T> encoder) {
    this(encoder, new CliqueMemory(encoder.clusters()));
  }

  /**
   * @param memory of the encoder's clusters, such as that of a file
   * @throws IllegalArgumentException if its clusters are others
   */
  public EncodedMemory(Encoder<T> encoder, CliqueMemory memory) {
    if (!memory.clusters().equals(encoder.clusters())) {
      throw new IllegalArgumentException(
          "encoded memory: "
              + encoder.name()
              + " has "
              + encoder.clusters()
              + ", the memory "
              + memory.clusters()
              + "; they must be the same");
    }
    this.encoder = encoder;
    this.memory = memory;
  }

  public Encoder<T> encoder() {
    return encoder;
  }

  public CliqueMemory memory() {
    return memory;
  }

  /**
   * @throws IllegalArgumentException if the value is not one of the encoder's
   */
  public void store(T value) {
    memory.store(encoder.encode(value));
  }

  /** As {@link CliqueMemory#contains}: always so if it was stored, and by chance otherwise. */
  public boolean contains(T value) {
    return memory.contains(encoder.encode(value));
  }

  /** By the memory's rule, with {@link #SEARCH} candidates looked at. */
  public Completion<T> complete(String partial) {
    return complete(partial, memory.rule(), SEARCH, null);
  }

  /**
   * The values that agree with a text in its known parts.
   *
   * @param partial as {@link Encoder#query} takes
   * @param maxVisits most candidates the search among several looks at; 0 for no search
   * @param observer as {@link CliqueMemory#retrieve(decisive.memory.Candidates, RetrievalRule,
   *     Consumer)} takes; may be null
   * @throws IllegalArgumentException if the text cannot be part of a value, or leaves every cluster
   *     unknown
   */
  public Completion<T> complete(
      String partial, RetrievalRule rule, long maxVisits, Consumer<Recall> observer) {
    Recall recall = memory.retrieve(encoder.query(partial).blurred(), rule, observer);
    if (recall.empty()) {
      return new Completion<>(Completion.Kind.NOTHING, List.of(), true, recall);
    }
    if (!recall.unique() && maxVisits == 0) {
      return new Completion<>(Completion.Kind.AMBIGUOUS, List.of(), false, recall);
    }
    Cliques cliques = memory.cliques(recall, Math.max(maxVisits, recall.clusters().count()));
    List<T> values = new ArrayList<>();
    for (Message clique : cliques.messages()) {
      Decoded<T> decoded = encoder.decode(clique);
      if (decoded.consistent()) {
        values.add(decoded.value());
      }
    }
    return new Completion<>(
        kind(cliques.complete(), values.size()), values, cliques.complete(), recall);
  }

  /**
   * As in {@code words8-letters in clique memory of 8 clusters of 26 fanals, 28 of 18928 edges}.
   */
  @Override
  public String toString() {
    return encoder.name() + " in " + memory;
  }

  private static Completion.Kind kind(boolean complete, int values) {
    if (!complete || values > 1) {
      return Completion.Kind.AMBIGUOUS;
    }
    return values == 1 ? Completion.Kind.UNIQUE : Completion.Kind.NOTHING;
  }
}
