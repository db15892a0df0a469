package decisive.experiments.compare;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.experiments.SyntheticComparison;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordsTest {

  @Test
  void refuseNumbersThatCannotBe() {
    assertEquals(
        "model m: accuracy 100.5 is not a percentage, 0 to 100",
        refused(() -> SyntheticComparison.shallow("m", new MemoryInput.Pixels(4), 100.5)));
    assertEquals(
        "model m: accuracy NaN is not a percentage, 0 to 100",
        refused(() -> SyntheticComparison.shallow("m", new MemoryInput.Pixels(4), Double.NaN)));
    assertEquals(
        "epoch 3: loss Infinity is not finite; training has diverged",
        refused(() -> new EpochResult(3, Double.POSITIVE_INFINITY, 10, null, null, null, 0.1)));
    assertEquals(
        "win shares of layer1: 2 shares for 4 channels; give one per feature map",
        refused(() -> new LayerWins("layer1", 4, 2, List.of(0.5, 0.5))));
    assertEquals(
        "sample image 7: row [1, 17] wants 2 grey levels of 0 to 16",
        refused(() -> new SampleImage(7, 0, List.of(List.of(1, 17)), List.of())));
    assertEquals(
        "comparison of no models: give at least one",
        refused(() -> SyntheticComparison.with(SyntheticComparison.standard(), List.of())));
  }

  @Test
  void tiesShareTheCredit() {
    assertEquals(1, new ModelAnswer("m", List.of(3)).credit(3));
    assertEquals(0.25, new ModelAnswer("m", List.of(1, 2, 3, 4)).credit(3));
    assertEquals(0, new ModelAnswer("m", List.of(1, 2)).credit(3));
    assertEquals(0, new ModelAnswer("m", List.of()).credit(3));
  }
}
