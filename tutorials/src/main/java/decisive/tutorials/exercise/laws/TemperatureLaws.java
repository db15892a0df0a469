package decisive.tutorials.exercise.laws;

import decisive.nn.competition.TemperatureSchedule;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.IntRange;

/** How the temperature rises over a training run. */
public final class TemperatureLaws extends Laws<TemperatureLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** The temperature when a share of the run, 0 to 1, is done. */
    double at(double first, double last, double share);
  }

  private static final double PERCENT = 100;

  public TemperatureLaws() {
    super(Contract.class);
  }

  @Law("It begins at the first and ends at the last temperature")
  void ends(
      @ForAll @IntRange(min = 1, max = 100) int first,
      @ForAll @IntRange(min = 100, max = 10_000) int last) {
    Claim.near("the first", first, solution().at(first, last, 0), 1e-9);
    Claim.near("the last", last, solution().at(first, last, 1), 1e-9);
  }

  @Law("In equal times it grows by equal factors: half-way it is √(first · last)")
  void equalFactors(
      @ForAll @IntRange(min = 1, max = 100) int first,
      @ForAll @IntRange(min = 100, max = 10_000) int last) {
    Claim.near(
        "the temperature half-way",
        Math.sqrt((double) first * last),
        solution().at(first, last, 0.5),
        1e-9);
  }

  @Law("It is the library's schedule")
  void asTheLibrary(
      @ForAll @IntRange(min = 1, max = 100) int first,
      @ForAll @IntRange(min = 1, max = 10_000) int last,
      @ForAll @IntRange(max = 100) int percent) {
    double share = percent / PERCENT;
    Claim.near(
        "the temperature at " + share,
        TemperatureSchedule.between(first, last).at(share),
        solution().at(first, last, share),
        1e-9);
  }
}
