package decisive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.cli.DecisiveTest.Result;
import decisive.experiments.chart.ChartFonts;
import decisive.tutorials.Course;
import decisive.tutorials.Exercises;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseCommandsTest {
  private static final Path TUTORIALS = Path.of("../tutorials");

  @TempDir private Path directory;

  private static void assertMistake(Result result, String message) {
    assertEquals("decisive: " + message + "\n", result.err());
    assertEquals("", result.out());
    assertFalse(result.code() == 0);
  }

  @Test
  void lessonsListsAllWithTheirTimes() {
    Result result = RealCommands.run("lessons");
    assertEquals(0, result.code());
    assertEquals(1 + Course.lessons().size() + 1, result.out().lines().count());
    assertTrue(result.out().contains(" 8. Competition  "), result.out());
    assertTrue(result.out().contains("10 min"), result.out());
  }

  @Test
  void aLessonPrintsDrawsAndNamesItsText() {
    Result result = RealCommands.run("lesson", "4", "--out", directory.toString());
    assertEquals("", result.err());
    assertEquals(0, result.code());
    assertTrue(result.out().startsWith("a [2,3]\n"), result.out());
    assertTrue(result.out().endsWith("text: tutorials/04-tensors.md\n"), result.out());
    Path picture = directory.resolve("lesson-04-broadcast.svg");
    if (ChartFonts.problem().isEmpty()) {
      assertTrue(Files.exists(picture));
      assertTrue(result.out().contains("picture: " + picture + "\n"), result.out());
    }
  }

  @Test
  void aWrongLessonIsOneLine() {
    assertMistake(
        RealCommands.run("lesson", "13"), "lesson 13: there is none; they are numbered 1 to 12");
    assertMistake(RealCommands.run("lesson"), "say which lesson, by its number");
    assertMistake(
        RealCommands.run("lesson", "one"),
        "lesson one: that is no number; lessons are named by numbers");
  }

  @Test
  void exercisesAreListed() {
    Result result = RealCommands.run("exercise", "list");
    assertEquals(0, result.code());
    assertEquals(1 + Exercises.all().size() + 1, result.out().lines().count());
    assertTrue(result.out().contains("18. SoftmaxGate: the gate of a group of maps"), result.out());
    assertTrue(result.out().endsWith("the files: tutorials/exercises\n"), result.out());
  }

  private static Result check(Path file) {
    return RealCommands.run("exercise", "check", "18", "--file", file.toString());
  }

  @Test
  void aSkeletonIsNotWrittenYet() {
    Result result = check(TUTORIALS.resolve("exercises/SoftmaxGate.java"));
    assertEquals("", result.err());
    assertEquals(1, result.code());
    assertTrue(result.out().contains("Not written yet"), result.out());
  }

  @Test
  void aSolutionPasses() throws IOException {
    Result result = check(TUTORIALS.resolve("src/test/solutions/SoftmaxGate.java"));
    assertEquals(0, result.code(), result.out());
    assertEquals("", result.err());
  }

  private Path written(String body) throws IOException {
    return Files.writeString(
        directory.resolve("SoftmaxGate.java"),
        """
        import decisive.tutorials.exercise.laws.SoftmaxGateLaws;

        public class SoftmaxGate implements SoftmaxGateLaws.Contract {
          @Override
          public float[] gate(float[] x, float temperature) {
            %s
          }
        }
        """
            .formatted(body));
  }

  @Test
  void aWrongSolutionIsToldItsSmallestInput() throws IOException {
    Result result = check(written("return x.clone();"));
    assertEquals(1, result.code());
    assertEquals("", result.err());
    assertTrue(result.out().contains("  BROKEN  "), result.out());
  }

  @Test
  void whatDoesNotCompileIsShownWhere() throws IOException {
    Result result = check(written("return y;"));
    assertEquals(1, result.code());
    assertTrue(result.out().contains("line 6"), result.out());
    assertFalse(result.out().contains("\tat "), result.out());
  }

  @Test
  void anEndlessLoopIsStopped() throws IOException {
    Path file = written("while (true) {}");
    Result result =
        RealCommands.run("exercise", "check", "18", "--file", file.toString(), "--seconds", "1");
    assertEquals(1, result.code());
    assertTrue(result.out().contains("1 s"), result.out());
  }

  @Test
  void aMissingFileIsOneLine() {
    Path file = directory.resolve("None.java");
    Result result = check(file);
    assertFalse(result.code() == 0);
    assertEquals(1, (result.out() + result.err()).lines().filter(l -> l.contains("None")).count());
    assertFalse(result.err().contains("\tat "));
  }

  @Test
  void aWrongExerciseIsOneLine() {
    assertMistake(
        RealCommands.run("exercise", "check", "99"),
        "there is no exercise 99; choose 1 to " + Exercises.all().size());
    assertMistake(
        RealCommands.run("exercise", "check", "18", "--seconds", "0"),
        "--seconds 0: want 1 to 3600");
  }
}
