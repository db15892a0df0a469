package decisive.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  /** A step told before its work would promise an end that is not near. */
  @Test
  void aStepIsToldWhenItIsDone() {
    List<String> told = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void step() {
            told.add("step");
          }

          @Override
          public void note(String text) {}
        };
    for (String thing : progress.over(List.of("a", "b"))) {
      told.add(thing);
    }
    assertEquals(List.of("a", "step", "b", "step"), told);
    progress.over(List.of()).forEach(thing -> told.add("none"));
    assertEquals(4, told.size());
  }
}
