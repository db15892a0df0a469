import decisive.tutorials.exercise.laws.BroadcastShapeLaws;

/**
 * Exercise 8, lesson 4. Which shape two tensors have together.
 * Shapes are lined up at their last axes. Where one has no axis, or one of extent 1, it is stretched to
 * the other; where both have an axis, they are the same or one of them is 1:
 *
 * <pre>
 *   [3, 1] and [4]       give [3, 4]
 *   [2, 3] and [2, 1]    give [2, 3]
 *   [2, 3] and [4]       do not fit: IllegalArgumentException
 * </pre>
 *
 * <p>Hints:
 *
 * <ol>
 *   <li>Count from the back: the last axis of a shape s is s[s.length - 1].
 *   <li>An axis that is missing counts as 1.
 *   <li>Name both shapes in the exception.
 * </ol>
 *
 * <p>Check it with {@code ./decisive exercise check 8}.
 */
public class BroadcastShape implements BroadcastShapeLaws.Contract {
  @Override
  public int[] broadcast(int[] a, int[] b) {
    throw new UnsupportedOperationException("write me");
  }
}
