package decisive.nn.train.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The numbers are PyTorch's:
 *
 * <pre>{@code
 * w = torch.nn.Parameter(torch.tensor([1, -2, 0.5, 3, -0.25]))
 * o = torch.optim.SGD([w], lr=0.1, momentum=MOMENTUM, nesterov=NESTEROV, weight_decay=0.01)
 * for t in range(10):
 *     w.grad = torch.tensor([((3 * t + 5 * i) % 7 - 3) / 4 for i in range(5)])
 *     o.step()
 *     print(t, w.tolist())
 * }</pre>
 */
class SgdTest {
  @Test
  void withoutMomentum() {
    Map<Integer, float[]> expected =
        Map.of(
            0, new float[] {1.074f, -2.0480001f, 0.499500006f, 3.04699993f, -0.324750006f},
            1, new float[] {1.07292604f, -1.99595213f, 0.424000502f, 3.01895285f, -0.299425244f},
            2, new float[] {0.996853113f, -2.01895618f, 0.44857651f, 3.0909338f, -0.349125832f},
            4, new float[] {0.969835401f, -1.93999529f, 0.447729826f, 3.00975513f, -0.323477954f},
            9, new float[] {0.989721298f, -2.00504017f, 0.445445716f, 3.06971192f, -0.347038448f});
    Weights weights = Weights.reference();
    run(weights, new Sgd(weights, 0).weightDecay(0.01), expected);
  }

  @Test
  void withMomentum() {
    Map<Integer, float[]> expected =
        Map.of(
            0, new float[] {1.074f, -2.0480001f, 0.499500006f, 3.04699993f, -0.324750006f},
            1, new float[] {1.13952601f, -2.03915215f, 0.423550516f, 3.06125283f, -0.366700262f},
            2, new float[] {1.12235987f, -2.05414987f, 0.379772425f, 3.14601922f, -0.454088777f},
            4, new float[] {1.08724248f, -1.93140233f, 0.258900315f, 3.20677328f, -0.532178104f},
            9, new float[] {1.15927982f, -1.97429132f, 0.179267526f, 3.21253538f, -0.607961416f});
    Weights weights = Weights.reference();
    run(weights, new Sgd(weights, 0.9).weightDecay(0.01), expected);
  }

  @Test
  void withNesterovsMomentum() {
    Map<Integer, float[]> expected =
        Map.of(
            0, new float[] {1.14059997f, -2.09120011f, 0.499049991f, 3.08929992f, -0.392024994f},
            1, new float[] {1.19837284f, -2.03110695f, 0.355196804f, 3.07400036f, -0.404327631f},
            2, new float[] {1.10661805f, -2.06754589f, 0.340503216f, 3.22217035f, -0.532484591f},
            4, new float[] {1.0476054f, -1.87805355f, 0.231413826f, 3.1950748f, -0.576417804f},
            9, new float[] {1.13153148f, -1.98208368f, 0.159421295f, 3.25891805f, -0.666323364f});
    Weights weights = Weights.reference();
    run(weights, new Sgd(weights, 0.9).nesterov().weightDecay(0.01), expected);
  }

  private static void run(Weights weights, Sgd sgd, Map<Integer, float[]> expected) {
    for (int t = 0; t < 10; t++) {
      weights.step(sgd, t, 0.1);
      if (expected.containsKey(t)) {
        weights.assertNear("after step " + t, expected.get(t));
      }
    }
  }

  @Test
  void remembersNothingWithoutMomentum() {
    Weights weights = Weights.reference();
    Sgd sgd = new Sgd(weights, 0);
    weights.step(sgd, 0, 0.1);
    assertEquals(Map.of(), sgd.state());
  }

  @Test
  void refusesSettingsOutsideTheirRange() {
    Weights weights = Weights.reference();
    for (double wrong : new double[] {-0.1, 1, Double.NaN}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> new Sgd(weights, wrong)).getMessage();
      assertTrue(message.contains("momentum " + wrong), message);
    }
    String nesterov =
        assertThrows(IllegalStateException.class, () -> new Sgd(weights, 0).nesterov())
            .getMessage();
    assertTrue(nesterov.contains("needs a momentum above 0"), nesterov);
    for (double wrong : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> new Sgd(weights, 0).weightDecay(wrong))
              .getMessage();
      assertTrue(message.contains("weight decay " + wrong), message);
    }
  }
}
