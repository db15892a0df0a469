package decisive.tutorials.exercise.laws;

import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** Features as a message for a memory. */
public final class WinnerCodeLaws extends Laws<WinnerCodeLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** The place, 0 .. k − 1, of the largest of every k consecutive features; the first of ties. */
    int[] code(float[] features, int k);
  }

  private static final int K = 3;

  public WinnerCodeLaws() {
    super(Contract.class);
  }

  @Law("There is a symbol of 0 .. k − 1 for every k features")
  void asManyAsGroups(@ForAll("features") float[] features) {
    int[] code = solution().code(features.clone(), K);
    Claim.same("the number of symbols", features.length / K, code.length);
    for (int symbol : code) {
      Claim.that(symbol >= 0 && symbol < K, "the symbols are %s", code);
    }
  }

  @Law("A symbol is the place of a largest feature of its group")
  void theLargestOfEach(@ForAll("features") float[] features) {
    int[] code = solution().code(features.clone(), K);
    for (int g = 0; g < code.length; g++) {
      for (int i = 0; i < K; i++) {
        Claim.that(
            features[g * K + code[g]] >= features[g * K + i],
            "group %d gives %d, but place %d has %s, which is more than %s",
            g,
            code[g],
            i,
            features[g * K + i],
            features[g * K + code[g]]);
      }
    }
  }

  @Law("Of equal features the first wins")
  void tiesGoToTheFirst(@ForAll("features") float[] features) {
    int[] code = solution().code(new float[features.length], K);
    for (int symbol : code) {
      Claim.same("the symbol of three zeros", 0, symbol);
    }
  }

  @Provide
  Arbitrary<float[]> features() {
    return Floats.any().array(float[].class).ofSize(4 * K);
  }
}
