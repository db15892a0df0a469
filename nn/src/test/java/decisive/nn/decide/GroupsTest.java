package decisive.nn.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Groups of any maps against their definition: what is left in place, and what is marked. */
class GroupsTest {
  private static final int LOCATIONS = 3;

  @Property(tries = 300)
  void leavesAndMarksTheLargestOfEachGroup(
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

    float[] left = sums.clone();
    long[] marks = new long[LOCATIONS];
    groups.mark(left, 0, maps, LOCATIONS, marks);
    for (int i = 0; i < sums.length; i++) {
      boolean isMarked = (marks[i / maps] >>> i % maps & 1) == 1;
      assertEquals(expected[i], isMarked ? left[i] : 0, "marked " + i + " of " + groupsOf(members));
    }
  }

  /** Of maps whose marks take several numbers, with something between locations. */
  @Property(tries = 100)
  void marksManyMaps(
      @ForAll long seed, @ForAll @IntRange(min = 60, max = 140) int maps, @ForAll boolean toOne) {
    Generator generator = new Generator(seed);
    int[][] members = members(generator, 20, maps);
    Groups groups = Groups.of(members, toOne);
    int between = maps + 3;
    float[] sums = new float[LOCATIONS * between];
    float[] all = new float[LOCATIONS * maps];
    for (int i = 0; i < all.length; i++) {
      all[i] = generator.nextInt(9) - 4;
      sums[i / maps * between + i % maps] = all[i];
    }
    float[] expected = expected(all, members, maps, toOne);
    int chunks = (maps + 63) / 64;
    long[] marks = new long[LOCATIONS * chunks];
    groups.mark(sums, 0, between, LOCATIONS, marks);
    for (int i = 0; i < all.length; i++) {
      int map = i % maps;
      boolean isMarked = (marks[i / maps * chunks + map / 64] >>> map % 64 & 1) == 1;
      assertEquals(expected[i], isMarked ? sums[i / maps * between + map] : 0);
    }
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
