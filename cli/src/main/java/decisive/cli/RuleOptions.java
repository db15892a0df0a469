package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.memory.RetrievalRule;
import decisive.memory.RetrievalRule.Selection;
import java.util.List;

/** The options that say how a clique memory retrieves. */
final class RuleOptions {
  private static final List<String> RULES = List.of("unanimity", "sum-of-max", "sum-of-sum");
  private static final List<String> SELECTIONS =
      List.of("winner-takes-all", "global", "losers-kicked-out");

  @Parameter(
      names = "--rule",
      description =
          "unanimity (erasures; keeps the truth), sum-of-max or sum-of-sum (wrong symbols, too)",
      order = 21)
  private String rule = "unanimity";

  @Parameter(
      names = "--selection",
      description =
          "of the two sums: winner-takes-all (of each cluster), global, or losers-kicked-out",
      order = 22)
  private String selection;

  @Parameter(
      names = "--gamma",
      description = "memory effect γ of the two sums (1 unless given)",
      order = 23)
  private Integer gamma;

  @Parameter(
      names = "--max-steps",
      description = "most steps (4 unless given; unanimity goes on to its fixed point)",
      order = 24)
  private Integer maxSteps;

  /**
   * @throws UsageException if there is no such rule, or an option is not of the rule
   */
  RetrievalRule rule() {
    try {
      RetrievalRule chosen =
          switch (rule) {
            case "unanimity" -> unanimity();
            case "sum-of-max" -> voting(RetrievalRule.sumOfMax());
            case "sum-of-sum" -> voting(RetrievalRule.sumOfSum());
            default -> throw unknown("--rule", rule, RULES);
          };
      return maxSteps == null ? chosen : chosen.maxSteps(maxSteps);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** The options again, as on a command line. */
  String words() {
    return "--rule "
        + rule
        + (selection == null ? "" : " --selection " + selection)
        + (gamma == null ? "" : " --gamma " + gamma)
        + (maxSteps == null ? "" : " --max-steps " + maxSteps);
  }

  private RetrievalRule unanimity() {
    if (selection != null || gamma != null) {
      throw new UsageException(
          "--selection and --gamma are of --rule sum-of-max and sum-of-sum; unanimity has neither");
    }
    return RetrievalRule.unanimity();
  }

  private RetrievalRule.Voting voting(RetrievalRule.Voting voting) {
    RetrievalRule.Voting chosen = gamma == null ? voting : voting.memoryEffect(gamma);
    if (selection == null) {
      return chosen;
    }
    return chosen.selection(
        switch (selection) {
          case "winner-takes-all" -> Selection.WINNER_TAKES_ALL;
          case "global" -> Selection.GLOBAL_WINNER_TAKES_ALL;
          case "losers-kicked-out" -> Selection.LOSERS_KICKED_OUT;
          default -> throw unknown("--selection", selection, SELECTIONS);
        });
  }

  private static UsageException unknown(String option, String value, List<String> known) {
    return new UsageException(option + " " + value + ": want one of " + String.join(", ", known));
  }
}
