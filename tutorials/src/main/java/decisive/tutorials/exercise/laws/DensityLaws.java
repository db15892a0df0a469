package decisive.tutorials.exercise.laws;

import decisive.memory.CliqueTheory;
import decisive.memory.Clusters;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** How full a clique memory is. */
public final class DensityLaws extends Laws<DensityLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** The expected share of possible edges that are set by so many random messages. */
    double density(int fanals, long messages);
  }

  public DensityLaws() {
    super(Contract.class);
  }

  @Law("Nothing stored, nothing connected")
  void emptyAtFirst(@ForAll @IntRange(min = 2, max = 1000) int fanals) {
    Claim.same("the density of no messages", 0.0, solution().density(fanals, 0));
  }

  @Law("The first message sets one edge of l² between two clusters")
  void theFirstMessage(@ForAll @IntRange(min = 2, max = 1000) int fanals) {
    Claim.near(
        "the density of one message", 1.0 / fanals / fanals, solution().density(fanals, 1), 1e-12);
  }

  @Law("It never falls, and never passes 1")
  void rises(
      @ForAll @IntRange(min = 2, max = 300) int fanals,
      @ForAll @LongRange(min = 0, max = 100_000) long messages) {
    double before = solution().density(fanals, messages);
    double after = solution().density(fanals, messages + 1);
    Claim.that(before <= after && after <= 1, "it is %s, and then %s", before, after);
  }

  @Law("It is the library's formula")
  void asTheory(
      @ForAll @IntRange(min = 2, max = 300) int fanals,
      @ForAll @LongRange(min = 0, max = 100_000) long messages) {
    double expected = new CliqueTheory(Clusters.uniform(4, fanals)).density(messages);
    Claim.near("the density", expected, solution().density(fanals, messages), 1e-9);
  }
}
