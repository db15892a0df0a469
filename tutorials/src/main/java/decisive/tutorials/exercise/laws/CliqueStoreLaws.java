package decisive.tutorials.exercise.laws;

import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** Storing cliques. */
public final class CliqueStoreLaws extends Laws<CliqueStoreLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** The edges among all fanals after these messages, fanal a of cluster i being i · l + a. */
    boolean[][] edges(int clusters, int fanals, int[][] messages);
  }

  public CliqueStoreLaws() {
    super(Contract.class);
  }

  private boolean[][] edges(StoredMessages stored) {
    return solution().edges(stored.clusters(), stored.fanals(), stored.messages());
  }

  @Law("All fanals of a stored message are connected, both ways")
  void everyMessageIsAClique(@ForAll("messages") StoredMessages stored) {
    boolean[][] edges = edges(stored);
    for (int[] message : stored.messages()) {
      for (int i = 0; i < message.length; i++) {
        for (int j = 0; j < message.length; j++) {
          int a = i * stored.fanals() + message[i];
          int b = j * stored.fanals() + message[j];
          Claim.that(i == j || edges[a][b], "message %s wants an edge %d → %d", message, a, b);
        }
      }
    }
  }

  @Law("Fanals of the same cluster are never connected")
  void clustersAreEmptyInside(@ForAll("messages") StoredMessages stored) {
    boolean[][] edges = edges(stored);
    for (int a = 0; a < edges.length; a++) {
      for (int b = 0; b < edges.length; b++) {
        Claim.that(
            a / stored.fanals() != b / stored.fanals() || !edges[a][b],
            "fanals %d and %d are both of cluster %d and connected",
            a,
            b,
            a / stored.fanals());
      }
    }
  }

  @Law("Nothing is connected but what some message connects")
  void nothingElse(@ForAll("messages") StoredMessages stored) {
    Claim.same("the edges", stored.edges(), edges(stored));
  }

  @Law("The order of the messages does not matter")
  void orderDoesNotMatter(@ForAll("messages") StoredMessages stored) {
    Claim.same("the edges in reverse order", edges(stored), edges(stored.reversed()));
  }

  @Provide
  Arbitrary<StoredMessages> messages() {
    return StoredMessages.any(0);
  }
}
