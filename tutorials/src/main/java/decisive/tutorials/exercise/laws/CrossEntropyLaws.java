package decisive.tutorials.exercise.laws;

import decisive.autograd.Variable;
import decisive.nn.train.loss.CrossEntropy;
import decisive.tensor.Tensor;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** The loss of a classification. */
public final class CrossEntropyLaws extends Laws<CrossEntropyLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /** −log of the share that the softmax gives the correct class. */
    double loss(float[] logits, int label);
  }

  public CrossEntropyLaws() {
    super(Contract.class);
  }

  @Law("Of n equal logits it is log n")
  void ofEqualLogits(@ForAll("logits") float[] logits) {
    double expected = StrictMath.log(logits.length);
    Claim.near("the loss of zeros", expected, solution().loss(new float[logits.length], 0), 1e-6);
  }

  @Law("Adding the same number to all logits changes nothing, even a thousand")
  void shiftsDoNotMatter(@ForAll("logits") float[] logits) {
    float[] shifted = logits.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += 1000;
    }
    Claim.near(
        "the loss with 1000 added",
        solution().loss(logits.clone(), 0),
        solution().loss(shifted, 0),
        1e-3);
  }

  @Law("It is the library's")
  void asTheLibrary(@ForAll("logits") float[] logits) {
    int label = logits.length - 1;
    Variable x = Variable.constant(Tensor.of(logits.clone(), 1, logits.length));
    double expected = new CrossEntropy().of(x, new int[] {label}).value().item();
    Claim.near("the loss of the last class", expected, solution().loss(logits, label), 1e-4);
  }

  @Provide
  Arbitrary<float[]> logits() {
    return Floats.vector(2, 5);
  }
}
