package decisive.nn.decide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Groups of any maps against their definition: what is left in place, and what is listed. */
class GroupsTest {
  private static final int LOCATIONS = 3;

  @Property(tries = 300)
  void leavesAndListsTheLargestOfEachGroup(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int count,
      @ForAll @IntRange(max = 12) int more,
      @ForAll boolean winnersToOne,
      @ForAll boolean withNaN) {
    Generator generator = new Generator(seed);
    int maps = count + more;
    int[][] members = members(generator, count, maps);
    Groups groups = Groups.of(members, winnersToOne);
    float[] sums = new float[LOCATIONS * maps];
    for (int i = 0; i < sums.length; i++) { // few different ones, so that some are equal
      sums[i] = generator.nextInt(5) == 0 ? -0f : generator.nextInt(7) - 3;
      sums[i] = withNaN && generator.nextInt(20) == 0 ? Float.NaN : sums[i];
    }
    float[] expected = expected(sums, members, maps, winnersToOne);

    float[] inPlace = sums.clone();
    groups.decide(inPlace, 0, LOCATIONS, new float[sums.length]);
    for (int i = 0; i < sums.length; i++) {
      assertEquals(expected[i], inPlace[i] + 0f, "element " + i + " of " + groupsOf(members));
    }

    int[] indices = new int[10 + sums.length];
    float[] values = new float[10 + sums.length];
    int end = groups.list(sums, 0, maps, LOCATIONS, 100, indices, values, 10);
    float[] listed = new float[sums.length];
    for (int e = 10; e < end; e++) {
      assertTrue(e == 10 || indices[e] > indices[e - 1], "ascending");
      listed[indices[e] - 100] = values[e];
    }
    assertArrayEquals(expected, listed, () -> "listed of " + groupsOf(members));
  }

  /** Each map in a group that is drawn, none empty. */
  private static int[][] members(Generator generator, int count, int maps) {
    List<List<Integer>> groups = new ArrayList<>();
    for (int group = 0; group < count; group++) {
      groups.add(new ArrayList<>(List.of(group)));
    }
    for (int map = count; map < maps; map++) {
      groups.get(generator.nextInt(count)).add(map);
    }
    return groups.stream()
        .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  private static float[] expected(float[] sums, int[][] members, int maps, boolean winnersToOne) {
    float[] expected = new float[sums.length];
    for (int at = 0; at < sums.length; at += maps) {
      for (int[] group : members) {
        float largest = 0;
        for (int map : group) {
          largest = Math.max(largest, sums[at + map]);
        }
        for (int map : group) {
          boolean wins = largest > 0 && sums[at + map] == largest;
          float left = wins ? winnersToOne ? 1 : largest : 0;
          expected[at + map] = Float.isNaN(largest) ? Float.NaN : left;
        }
      }
    }
    return expected;
  }

  private static String groupsOf(int[][] members) {
    return Arrays.deepToString(members);
  }
}
