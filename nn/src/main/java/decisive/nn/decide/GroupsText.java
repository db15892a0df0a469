package decisive.nn.decide;

import java.util.Arrays;
import java.util.StringJoiner;

/**
 * Groups as text in a file's metadata: {@code alone 16} for maps that do not compete, {@code
 * 0,1,2,3;4,5,6,7} for the maps of each group; with {@code !} in front where winners become 1.
 */
final class GroupsText {
  private static final String ALONE = "alone ";
  private static final String TO_ONE = "!";

  private GroupsText() {}

  static String of(Groups groups) {
    if (!groups.competes()) {
      return ALONE + groups.maps();
    }
    StringJoiner text = new StringJoiner(";", groups.winnersToOne() ? TO_ONE : "", "");
    for (int g = 0; g < groups.count(); g++) {
      StringJoiner maps = new StringJoiner(",");
      for (int map : groups.members(g)) {
        maps.add(Integer.toString(map));
      }
      text.add(maps.toString());
    }
    return text.toString();
  }

  /**
   * @param maps that the layer has
   * @throws IllegalArgumentException if the text is not so, or of another number of maps
   */
  static Groups parse(String text, int maps) {
    if (text.equals(ALONE + maps)) {
      return Groups.alone(maps);
    }
    boolean toOne = text.startsWith(TO_ONE);
    Groups groups;
    try {
      int[][] members =
          Arrays.stream(text.substring(toOne ? 1 : 0).split(";"))
              .map(group -> Arrays.stream(group.split(",")).mapToInt(Integer::parseInt).toArray())
              .toArray(int[][]::new);
      groups = Groups.of(members, toOne);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("groups '" + text + "': want maps, as in 0,1;2,3", e);
    }
    if (groups.maps() != maps) {
      throw new IllegalArgumentException(
          "groups of " + groups.maps() + " maps, the layer has " + maps);
    }
    return groups;
  }
}
