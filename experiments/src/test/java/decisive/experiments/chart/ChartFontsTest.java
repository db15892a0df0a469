package decisive.experiments.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChartFontsTest {
  @Test
  void saysWhatIsMissing() {
    assertEquals(Optional.empty(), ChartFonts.problem(() -> {}));
    for (boolean error : new boolean[] {true, false}) {
      String problem =
          ChartFonts.problem(
                  () -> {
                    if (error) {
                      throw new Error("No physical fonts found.");
                    }
                    throw new IllegalStateException("No physical fonts found.");
                  })
              .orElseThrow();
      assertTrue(problem.contains("(No physical fonts found.)"), problem);
      assertTrue(problem.contains("fonts-dejavu-core"), problem);
    }
  }
}
