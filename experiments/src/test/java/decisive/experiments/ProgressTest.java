package decisive.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  /** A step reported before its work would promise an end that is not near. */
  @Test
  void aStepIsToldWhenItIsDone() {
    List<String> reported = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void step() {
            reported.add("step");
          }

          @Override
          public void note(String text) {}
        };
    for (String thing : progress.over(List.of("a", "b"))) {
      reported.add(thing);
    }
    assertEquals(List.of("a", "step", "b", "step"), reported);
    progress.over(List.of()).forEach(thing -> reported.add("none"));
    assertEquals(4, reported.size());
  }
}
