import decisive.tutorials.exercise.laws.CrossEntropyLaws;

/**
 * Exercise 13, lesson 6. The loss of a classification.
 * The softmax makes shares of the logits; the loss is the negative logarithm of the correct class's share:
 *
 * <pre>
 *   p_i = exp(x_i) / Σ_j exp(x_j)        loss = −log p_label = log Σ_j exp(x_j − m) − (x_label − m),  m = max x
 * </pre>
 *
 * <p>The second form does not overflow: its largest exponent is 0.
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>Find the largest logit first.
 *   <li>Compute in double precision.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 13}.
 */
public class CrossEntropy implements CrossEntropyLaws.Contract {
  @Override
  public double loss(float[] logits, int label) {
    throw new UnsupportedOperationException("write me");
  }
}
