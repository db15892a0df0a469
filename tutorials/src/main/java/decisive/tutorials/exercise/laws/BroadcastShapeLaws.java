package decisive.tutorials.exercise.laws;

import decisive.tensor.Shape;
import decisive.tutorials.exercise.Claim;
import decisive.tutorials.exercise.Law;
import decisive.tutorials.exercise.Laws;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** Which shape two tensors have together. */
public final class BroadcastShapeLaws extends Laws<BroadcastShapeLaws.Contract> {
  /** What to write. */
  public interface Contract {
    /**
     * The extents that both are broadcast to.
     *
     * @throws IllegalArgumentException if they do not fit
     */
    int[] broadcast(int[] a, int[] b);
  }

  public BroadcastShapeLaws() {
    super(Contract.class);
  }

  @Law("A shape with itself, and with that of a number, stays what it is")
  void neutral(@ForAll("extents") int[] a) {
    Claim.same("the shape with itself", a, solution().broadcast(a.clone(), a.clone()));
    Claim.same("the shape with []", a, solution().broadcast(a.clone(), new int[0]));
  }

  @Law("Which comes first does not matter")
  void symmetric(@ForAll("extents") int[] a, @ForAll("holes") boolean[] ones) {
    int[] b = withOnes(a, ones);
    Claim.same(
        "the shape of " + Arrays.toString(b) + " and " + Arrays.toString(a),
        solution().broadcast(a.clone(), b.clone()),
        solution().broadcast(b.clone(), a.clone()));
  }

  @Law("Shapes are lined up at their last axes; an axis of 1 stretches to the other's")
  void asTheLibrary(@ForAll("extents") int[] a, @ForAll("holes") boolean[] ones) {
    int[] b = withOnes(a, ones);
    int[] expected = Shape.of(a).broadcast(Shape.of(b), "add").extents();
    Claim.same(
        "the shape of " + Arrays.toString(a) + " and " + Arrays.toString(b),
        expected,
        solution().broadcast(a.clone(), b.clone()));
  }

  @Law("Axes that differ, neither being 1, are refused with an IllegalArgumentException")
  void refuses(@ForAll("extents") int[] a) {
    int[] b = new int[a.length + 1];
    System.arraycopy(a, 0, b, 1, a.length);
    b[0] = 2;
    b[a.length] = a.length == 0 ? 2 : a[a.length - 1] + 2;
    if (a.length > 0 && a[a.length - 1] > 1) {
      try {
        int[] got = solution().broadcast(a.clone(), b);
        Claim.that(false, "with %s it answered %s", b, got);
      } catch (IllegalArgumentException expected) {
        Claim.that(expected.getMessage() != null, "the exception says nothing");
      }
    }
  }

  /** A part of a shape's last axes, some of them 1. */
  private static int[] withOnes(int[] a, boolean[] ones) {
    int from = ones[0] && a.length > 0 ? 1 : 0;
    return IntStream.range(from, a.length).map(i -> ones[i + 1] ? 1 : a[i]).toArray();
  }

  @Provide
  Arbitrary<int[]> extents() {
    return Arbitraries.integers().between(1, 4).array(int[].class).ofMaxSize(4);
  }

  @Provide
  Arbitrary<boolean[]> holes() {
    return Arbitraries.of(false, true).array(boolean[].class).ofSize(5);
  }
}
