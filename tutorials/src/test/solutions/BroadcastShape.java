import decisive.tutorials.exercise.laws.BroadcastShapeLaws;
import java.util.Arrays;

/** A solution of exercise 8. */
public class BroadcastShape implements BroadcastShapeLaws.Contract {
  @Override
  public int[] broadcast(int[] a, int[] b) {
    int[] both = new int[Math.max(a.length, b.length)];
    for (int back = 1; back <= both.length; back++) {
      int ofA = back <= a.length ? a[a.length - back] : 1;
      int ofB = back <= b.length ? b[b.length - back] : 1;
      if (ofA != ofB && ofA != 1 && ofB != 1) {
        throw new IllegalArgumentException(
            "broadcast: " + Arrays.toString(a) + " and " + Arrays.toString(b) + " do not fit");
      }
      both[both.length - back] = Math.max(ofA, ofB);
    }
    return both;
  }
}
