package decisive.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * The numbers are PyTorch's, {@code L} being {@code torch.optim.lr_scheduler}:
 *
 * <pre>{@code
 * def run(n, schedule):
 *     o = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
 *     s = schedule(o)
 *     for t in range(n):
 *         print(o.param_groups[0]["lr"])
 *         o.step()
 *         if t < n - 1: s.step()
 * }</pre>
 */
class LearningRateTest {
  /** {@code run(10, lambda o: L.OneCycleLR(o, max_lr=1.0, total_steps=10))}. */
  @Test
  void oneCycleAgreesWithPyTorch() {
    assertCurve(
        LearningRate.oneCycle(),
        0.040000000000000036,
        0.52,
        1.0,
        0.9504846320134737,
        0.8117456539497631,
        0.6112620219362893,
        0.38874197806371075,
        0.18825834605023697,
        0.049519367986526286,
        4e-06);
  }

  /**
   * {@code run(7, lambda o: L.OneCycleLR(o, max_lr=1.0, total_steps=7, pct_start=0.5,
   * div_factor=10, final_div_factor=100))}: the top lies between two steps.
   */
  @Test
  void oneCycleWithOtherSettingsAgreesWithPyTorch() {
    assertCurve(
        LearningRate.oneCycle(0.5, 10, 100),
        0.09999999999999998,
        0.41094235253127365,
        0.9140576474687263,
        0.9505339495172583,
        0.611649206511179,
        0.18906684397156262,
        0.001);
  }

  /** {@code run(3, lambda o: L.OneCycleLR(o, max_lr=1.0, total_steps=3))}: too short to rise. */
  @Test
  void shortOneCycleAgreesWithPyTorch() {
    assertCurve(LearningRate.oneCycle(), 0.9944154354509117, 0.46263710266697505, 4e-06);
  }

  /** {@code run(10, lambda o: L.CosineAnnealingLR(o, T_max=10))}. */
  @Test
  void cosineAgreesWithPyTorch() {
    assertCurve(
        LearningRate.cosine(),
        1.0,
        0.9755282581475768,
        0.9045084971874737,
        0.7938926261462366,
        0.6545084971874737,
        0.5,
        0.34549150281252633,
        0.2061073738537635,
        0.09549150281252633,
        0.024471741852423234);
  }

  /** {@code run(9, lambda o: L.MultiStepLR(o, milestones=[3, 6]))}. */
  @Test
  void stepsAgreeWithPyTorch() {
    assertCurve(LearningRate.steps(0.1, 1 / 3., 2 / 3.), 1, 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01);
  }

  private static void assertCurve(LearningRate schedule, double... expected) {
    double[] curve =
        IntStream.range(0, expected.length)
            .mapToDouble(step -> schedule.at(step, expected.length))
            .toArray();
    assertArrayEquals(expected, curve, 1e-15);
  }

  /** Milestones at epochs fall on the first step of these epochs, whatever 1/3 rounds to. */
  @Property(tries = 200)
  void milestonesMeetEpochs(
      @ForAll @IntRange(min = 2, max = 300) int epochs,
      @ForAll @IntRange(min = 1, max = 1000) int stepsPerEpoch,
      @ForAll @IntRange(min = 1, max = 299) int milestone) {
    int epoch = 1 + milestone % (epochs - 1);
    LearningRate schedule = LearningRate.steps(0.5, (double) epoch / epochs);
    int total = epochs * stepsPerEpoch;
    assertEquals(1, schedule.at(epoch * stepsPerEpoch - 1, total));
    assertEquals(0.5, schedule.at(epoch * stepsPerEpoch, total));
  }

  @Property(tries = 100)
  void everyScheduleStaysBetweenZeroAndOne(@ForAll @IntRange(min = 1, max = 200) int total) {
    LearningRate[] all = {
      LearningRate.constant(),
      LearningRate.steps(0.1, 0.5),
      LearningRate.cosine(),
      LearningRate.oneCycle(),
      LearningRate.oneCycle(0, 2, 2),
      LearningRate.oneCycle(1, 2, 2)
    };
    for (LearningRate schedule : all) {
      for (int step = 0; step < total; step++) {
        double factor = schedule.at(step, total);
        assertTrue(factor >= 0 && factor <= 1, "step " + step + " of " + total + ": " + factor);
      }
    }
  }

  @Test
  void refusesSettingsOutsideTheirRange() {
    assertRefused(() -> LearningRate.steps(0, 0.5), "factor 0.0");
    assertRefused(() -> LearningRate.steps(0.1, 0.5, 0.5), "milestone 0.5");
    assertRefused(() -> LearningRate.steps(0.1, 10), "milestone 10.0: milestones are shares");
    assertRefused(() -> LearningRate.oneCycle(1.5, 25, 1e4), "rise 1.5");
    assertRefused(() -> LearningRate.oneCycle(0.3, 0, 1e4), "divisors 0.0 and 10000.0");
  }

  private static void assertRefused(Runnable make, String part) {
    String message = assertThrows(IllegalArgumentException.class, make::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
