package decisive.nn.train.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The numbers are PyTorch's:
 *
 * <pre>{@code
 * w = torch.nn.Parameter(torch.tensor([1, -2, 0.5, 3, -0.25]))
 * o = torch.optim.AdamW([w], lr=0.1)
 * for t in range(10):
 *     w.grad = torch.tensor([((3 * t + 5 * i) % 7 - 3) / 4 for i in range(5)])
 *     o.step()
 *     print(t, w.tolist())
 * }</pre>
 */
class AdamWTest {
  @Test
  void withDefaultSettings() {
    Map<Integer, float[]> expected =
        Map.of(
            0, new float[] {1.09899998f, -2.09800005f, 0.499500006f, 3.09699988f, -0.349749982f},
            1, new float[] {1.16490686f, -2.09063888f, 0.424586833f, 3.12053657f, -0.389422089f},
            2, new float[] {1.15515518f, -2.10602069f, 0.389804959f, 3.18094826f, -0.449341297f},
            4, new float[] {1.141554f, -2.0446372f, 0.319070905f, 3.22672915f, -0.490368962f},
            9, new float[] {1.17059207f, -2.07009578f, 0.2900379f, 3.24112296f, -0.511323452f});
    Weights weights = Weights.reference();
    run(weights, new AdamW(weights), expected);
  }

  /** With {@code AdamW([w], lr=0.1, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.1)}. */
  @Test
  void withOtherSettings() {
    Map<Integer, float[]> expected =
        Map.of(
            0, new float[] {1.08986688f, -2.07980037f, 0.495000005f, 3.06980038f, -0.34736684f},
            1, new float[] {1.14252234f, -2.04791355f, 0.412615061f, 3.06029415f, -0.378975391f},
            2, new float[] {1.11306047f, -2.04362726f, 0.377199233f, 3.09498572f, -0.434805036f},
            4, new float[] {1.06657815f, -1.9336617f, 0.306341439f, 3.07280135f, -0.455693215f},
            9, new float[] {1.04866087f, -1.88813198f, 0.287650913f, 2.93641925f, -0.442283452f});
    Weights weights = Weights.reference();
    run(weights, new AdamW(weights).betas(0.8, 0.95).epsilon(1e-3).weightDecay(0.1), expected);
  }

  private static void run(Weights weights, AdamW adamW, Map<Integer, float[]> expected) {
    for (int t = 0; t < 10; t++) {
      weights.step(adamW, t, 0.1);
      if (expected.containsKey(t)) {
        weights.assertNear("after step " + t, expected.get(t));
      }
    }
    assertEquals(Tensor.scalar(10), adamW.state().get("w.step"));
  }

  @Test
  void refusesSettingsOutsideTheirRange() {
    AdamW adamW = new AdamW(Weights.reference());
    String betas =
        assertThrows(IllegalArgumentException.class, () -> adamW.betas(0.9, 1)).getMessage();
    assertTrue(betas.contains("betas 0.9 and 1.0"), betas);
    String epsilon =
        assertThrows(IllegalArgumentException.class, () -> adamW.epsilon(0)).getMessage();
    assertTrue(epsilon.contains("epsilon 0.0"), epsilon);
  }
}
