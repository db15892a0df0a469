package decisive.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import decisive.nn.competition.Competition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The competition of a network that runs. */
final class CompetitionOptions {
  @Parameter(names = "--k", description = "maps per group; 1 means no competition", order = 10)
  private Integer k;

  @ParametersDelegate private final GroupOptions groups = new GroupOptions();

  @Parameter(
      names = "--strided",
      description =
          "groups of maps C/k apart, as in the authors' program, instead of consecutive ones",
      order = 13)
  private boolean strided;

  @Parameter(
      names = "--winners-to-one",
      description = "winners become 1 instead of keeping their value",
      order = 14)
  private boolean winnersToOne;

  /**
   * @param otherwise the competition if no group size is given
   * @throws UsageException if options exclude one another, or neither they nor {@code otherwise}
   *     say the group size
   */
  Competition competition(Optional<Competition> otherwise) {
    Competition among =
        groups.competitions(k == null ? null : List.of(k)).stream()
            .findFirst()
            .or(() -> otherwise)
            .orElseThrow(GroupOptions::missing);
    among = strided ? among.strided() : among;
    return winnersToOne ? among.winnersToOne() : among;
  }

  /** Puts what is given under the keys of a training's configuration. */
  void giveTo(Map<String, Object> settings) {
    if (k != null) {
      settings.put("k", k);
    }
    groups.giveTo(settings);
    if (strided) {
      settings.put("strided", true);
    }
    if (winnersToOne) {
      settings.put("winners_to_one", true);
    }
  }
}
