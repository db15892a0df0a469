package decisive.memory;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class CandidatesTest {
  private final Candidates candidates =
      Candidates.of(Message.of(4, Message.ERASED, 1)).with(2, 7, 3, 7);

  @Test
  void setsOfSymbolsForEachCluster() {
    assertEquals("[4, ?, 3|7]", candidates.toString());
    assertEquals(3, candidates.length());
    assertEquals(2, candidates.known());
    assertArrayEquals(new int[] {3, 7}, candidates.symbols(2));
    assertArrayEquals(new int[0], candidates.symbols(1));
    assertEquals(true, candidates.isErased(1));
    assertEquals(false, candidates.isErased(0));
  }

  @Test
  void valuesThatDoNotChange() {
    Candidates other = candidates.with(1, 0);
    assertEquals("[4, ?, 3|7]", candidates.toString());
    assertEquals("[4, 0, 3|7]", other.toString());
    candidates.symbols(2)[0] = 9;
    Candidates same = Candidates.of(Message.of(4, Message.ERASED, 7)).with(2, 3, 7);
    assertEquals(same, candidates);
    assertEquals(same.hashCode(), candidates.hashCode());
    assertNotEquals(other, candidates);
  }

  @Test
  void refusesEmptySetsNegativeSymbolsAndClustersThatDoNotExist() {
    assertEquals(
        "candidates: cluster 1 has none; give one at least, or erase the cluster",
        refused(() -> candidates.with(1)));
    assertEquals(
        "candidates: symbol -2 of cluster 0 is negative; symbols are 0 or more",
        refused(() -> candidates.with(0, 5, -2)));
    String cluster = "cluster 3 does not exist: the clusters of [4, ?, 3|7] run from 0 to 2";
    assertEquals(cluster, refused(() -> candidates.with(3, 1)));
    assertEquals(cluster, refused(() -> candidates.symbols(3)));
    CliqueMemory memory = new CliqueMemory(Clusters.uniform(2, 2));
    assertEquals(
        "candidates: cluster 0 has none; give one at least, or erase the cluster",
        refused(() -> Candidates.of(memory.retrieve(Message.of(0, 0)))));
  }
}
