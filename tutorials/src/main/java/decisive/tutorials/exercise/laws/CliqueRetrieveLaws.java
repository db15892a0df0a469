package decisive.tutorials.exercise.laws;

import decisive.memory.Message;
import decisive.memory.Recall;
import decisive.memory.RetrievalRule;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Retrieving by unanimity. */
public final class CliqueRetrieveLaws extends Laws<CliqueRetrieveLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** The symbols left in each cluster, increasing; −1 in the query is erased. */
    int[][] retrieve(boolean[][] edges, int clusters, int fanals, int[] query);
  }

  private static final int MOST_CLUSTERS = 4;

  public CliqueRetrieveLaws() {
    super(Contract.class);
  }

  private int[][] retrieve(StoredMessages stored, int[] query) {
    return solution().retrieve(stored.edges(), stored.clusters(), stored.fanals(), query);
  }

  /** A message with the clusters erased that are named, but for one. */
  private static int[] part(int[] message, boolean[] erased) {
    int[] query = message.clone();
    for (int i = 1; i < query.length; i++) {
      query[i] = erased[i] ? -1 : query[i];
    }
    return query;
  }

  @Law("What was stored is among what is left, whatever is erased")
  void keepsTheTruth(
      @ForAll("messages") StoredMessages stored, @ForAll @Size(MOST_CLUSTERS) boolean[] erased) {
    for (int[] message : stored.messages()) {
      int[] query = part(message, erased);
      int[][] left = retrieve(stored, query);
      for (int i = 0; i < message.length; i++) {
        int symbol = message[i];
        Claim.that(
            Arrays.stream(left[i]).anyMatch(a -> a == symbol),
            "query %s: cluster %d has %s left, %d of message %s is not among them",
            query,
            i,
            left[i],
            symbol,
            message);
      }
    }
  }

  @Law("A message that is alone comes back whole from any part of it")
  void aloneItIsCompleted(
      @ForAll("messages") StoredMessages stored, @ForAll @Size(MOST_CLUSTERS) boolean[] erased) {
    int[] message = stored.messages()[0];
    StoredMessages alone =
        new StoredMessages(stored.clusters(), stored.fanals(), new int[][] {message});
    int[] query = part(message, erased);
    int[][] expected = Arrays.stream(message).mapToObj(a -> new int[] {a}).toArray(int[][]::new);
    Claim.same("the answer to " + Arrays.toString(query), expected, retrieve(alone, query));
  }

  @Law("It ends where the library ends: every symbol left has support in every other cluster")
  void endsInTheFixedPoint(
      @ForAll("messages") StoredMessages stored, @ForAll @Size(MOST_CLUSTERS) boolean[] erased) {
    int[] query = part(stored.messages()[0], erased);
    Recall recall = stored.memory().retrieve(Message.of(query), RetrievalRule.unanimity());
    int[][] expected = new int[stored.clusters()][];
    Arrays.setAll(expected, recall::candidates);
    Claim.same("the answer to " + Arrays.toString(query), expected, retrieve(stored, query));
  }

  @Provide
  Arbitrary<StoredMessages> messages() {
    return StoredMessages.any(1);
  }
}
