package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.nn.competition.Competition;
import decisive.nn.resnet.ResNetDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ways to say how large the groups of a competition are. {@code --k} is the command's own, since
 * some commands take several.
 */
final class GroupOptions {
  @Parameter(
      names = "--k-per-layer",
      description = "instead of --k: maps per group at each competition of the network, in order",
      order = 11)
  private List<Integer> kPerLayer;

  @Parameter(
      names = "--c",
      description = "instead of --k: groups at every competition, or a list with one for each",
      order = 12)
  private List<Integer> c;

  /**
   * The competitions asked for: one for each k, or the one that the other options say; empty if
   * nothing is given.
   *
   * @param k what the command's {@code --k} says, or null
   * @throws UsageException if more than one option is given or a value is below 1
   */
  List<Competition> competitions(List<Integer> k) {
    List<String> given = new ArrayList<>();
    if (k != null) {
      given.add("--k");
    }
    if (kPerLayer != null) {
      given.add("--k-per-layer");
    }
    if (c != null) {
      given.add("--c");
    }
    if (given.size() > 1) {
      throw new UsageException(String.join(" and ", given) + " exclude one another");
    }
    try {
      if (kPerLayer != null) {
        return List.of(Competition.groupsOfEach(array(kPerLayer)));
      }
      if (c != null) {
        return List.of(Competition.groupsEach(array(c)));
      }
      return k == null ? List.of() : k.stream().map(Competition::groupsOf).toList();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** Puts what is given under the keys of a training's configuration. */
  void giveTo(Map<String, Object> settings) {
    if (kPerLayer != null) {
      settings.put("k_per_layer", kPerLayer);
    }
    if (c != null) {
      settings.put("c", c);
    }
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The error where a command needs a competition and has none. */
  static UsageException missing() {
    return new UsageException(
        "one of --k, --k-per-layer and --c is needed; --k 1 means no competition");
  }

  /**
   * {@code design} with this competition.
   *
   * @throws UsageException if its groups do not divide the maps, or are too few or too many
   */
  static ResNetDesign apply(Competition among, ResNetDesign design) {
    ResNetDesign competing = design.competition(among);
    try {
      competing.build(0);
    } catch (IllegalArgumentException e) {
      throw new UsageException(among + ": " + e.getMessage());
    }
    return competing;
  }
}
