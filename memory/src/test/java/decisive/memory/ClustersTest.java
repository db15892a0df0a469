package decisive.memory;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClustersTest {
  @Test
  void fanalsAreNumberedClusterAfterCluster() {
    Clusters clusters = Clusters.ofSizes(26, 26, 10);
    assertEquals(3, clusters.count());
    assertEquals(62, clusters.total());
    assertEquals(52, clusters.offset(2));
    assertEquals(10, clusters.fanals(2));
    assertEquals(0, clusters.fanal(0, 0));
    assertEquals(61, clusters.fanal(2, 9));
    assertFalse(clusters.isUniform());
    assertEquals("3 clusters of [26, 26, 10] fanals", clusters.toString());
  }

  @Test
  void uniformMeansEqualSizes() {
    Clusters clusters = Clusters.uniform(3, 4);
    assertEquals(Clusters.ofSizes(4, 4, 4), clusters);
    assertEquals(Clusters.ofSizes(4, 4, 4).hashCode(), clusters.hashCode());
    assertNotEquals(Clusters.ofSizes(4, 4), clusters);
    assertTrue(clusters.isUniform());
    assertEquals("1 cluster of 10 fanals", Clusters.uniform(1, 10).toString());
  }

  @Test
  void sizesDoNotFollowTheCallersArray() {
    int[] sizes = {2, 3};
    Clusters clusters = Clusters.ofSizes(sizes);
    sizes[0] = 9;
    assertEquals(Clusters.ofSizes(2, 3), clusters);
  }

  @Test
  void refusesNoClustersNoFanalsAndTooMany() {
    assertEquals("clusters: there are none; give at least one cluster", refused(Clusters::ofSizes));
    assertEquals(
        "clusters: 0 clusters of 256 fanals; there must be at least 1 of each",
        refused(() -> Clusters.uniform(0, 256)));
    assertEquals(
        "clusters: 8 clusters of -1 fanals; there must be at least 1 of each",
        refused(() -> Clusters.uniform(8, -1)));
    assertEquals(
        "clusters: cluster 1 has 0 fanals; every cluster has at least 1",
        refused(() -> Clusters.ofSizes(3, 0, 3)));
    assertEquals(
        "clusters: 10000000000 fanals are more than an array holds (2147483639); "
            + "use fewer or smaller clusters",
        refused(() -> Clusters.uniform(100_000, 100_000)));
    assertEquals(
        "clusters: 4000000000 fanals are more than an array holds (2147483639); "
            + "use fewer or smaller clusters",
        refused(() -> Clusters.ofSizes(2_000_000_000, 2_000_000_000)));
  }

  @Test
  void refusesClustersAndSymbolsThatDoNotExist() {
    Clusters clusters = Clusters.ofSizes(3, 5);
    String cluster = "cluster 2 does not exist: clusters run from 0 to 1";
    assertEquals(cluster, refused(() -> clusters.fanals(2)));
    assertEquals(cluster, refused(() -> clusters.offset(2)));
    assertEquals(cluster, refused(() -> clusters.fanal(2, 0)));
    assertEquals(
        "cluster 1: symbol 5 is out of range; with 5 fanals its symbols are 0 to 4",
        refused(() -> clusters.fanal(1, 5)));
    assertEquals(
        "cluster 1: symbol -1 is out of range; with 5 fanals its symbols are 0 to 4",
        refused(() -> clusters.fanal(1, Message.ERASED)));
  }
}
