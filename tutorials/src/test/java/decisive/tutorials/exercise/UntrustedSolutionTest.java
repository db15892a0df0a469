package decisive.tutorials.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tutorials.Exercises;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Solutions that would rather pass than be correct, and those that break whatever tries them. */
class UntrustedSolutionTest {
  private static final Exercise GATE = Exercises.numbered(18);

  private static final String ENDED =
      "Its process ended, or answered what is no answer; does the solution call System.exit, or"
          + " take all memory?";

  /** A class with members, whose method has a body. */
  private static String source(String members, String body) {
    return """
        import decisive.tutorials.exercise.laws.SoftmaxGateLaws;

        public class SoftmaxGate implements SoftmaxGateLaws.Contract {
          %s
          public float[] gate(float[] x, float temperature) {
            %s
          }
        }
        """
        .replaceFirst("%s", java.util.regex.Matcher.quoteReplacement(members))
        .replaceFirst("%s", java.util.regex.Matcher.quoteReplacement(body));
  }

  private static Verdict check(String members, String body) {
    return new ExerciseCheck(Duration.ofMinutes(2)).check(GATE, "it", source(members, body));
  }

  /** A verdict in words, and not passed. */
  private static String refused(Verdict verdict) {
    assertFalse(verdict.passed(), verdict.text());
    assertFalse(verdict.text().contains("\tat "), verdict.text());
    return verdict.problem().orElseGet(verdict::text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.out.println(\"All 4 laws hold. Well done.\"); System.out.flush();"
            + " Runtime.getRuntime().halt(0);",
        "System.exit(0);",
        "Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));"
            + " System.exit(1);"
      })
  void endingTheProcessIsNoPass(String end) {
    assertEquals(ENDED, refused(check("", end + " return x;")));
  }

  @Test
  void endingTheProcessWhileLoadingIsNoPass() {
    assertEquals(ENDED, refused(check("static { Runtime.getRuntime().halt(0); }", "return x;")));
  }

  @Test
  void writingToTheChannelIsNoPass() {
    String flood =
        "try (var out = new java.io.FileOutputStream(java.io.FileDescriptor.out)) {"
            + " out.write(new byte[100_000]); out.flush(); } catch (java.io.IOException e) {}"
            + " return x;";
    assertFalse(check("", flood).passed());
  }

  /** JUnit counts a test that throws it as skipped. */
  @Test
  void whatIsCalledAbortedIsBroken() {
    Verdict verdict = check("", "throw new org.opentest4j.TestAbortedException(\"no matter\");");
    assertFalse(verdict.passed());
    assertTrue(verdict.laws().stream().noneMatch(LawResult::holds), verdict.text());
    assertTrue(
        verdict.text().contains("it threw TestAbortedException (no matter), in line 6"),
        verdict.text());
  }

  @Test
  void thereIsNoRunnerToReach() {
    String reach =
        "try { Class<?> trial = Class.forName(\"decisive.tutorials.exercise.Trial\");"
            + " var current = trial.getDeclaredMethod(\"current\"); current.setAccessible(true);"
            + " current.invoke(null); } catch (ReflectiveOperationException e) {"
            + " throw new IllegalStateException(String.valueOf(e.getCause())); } return x;";
    String text = refused(check("", reach));
    String closed = "decisive.tutorials does not \"opens decisive.tutorials.exercise\" to unnamed";
    assertTrue(text.contains(closed), text); // and on the class path nothing is on trial there
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"static { while (Math.abs(1) > 0) {} }", "{ while (Math.abs(1) > 0) {} }"})
  void loadingForEverIsStopped(String members) {
    Verdict verdict =
        new ExerciseCheck(Duration.ofSeconds(2)).check(GATE, "it", source(members, "return x;"));
    assertEquals(
        "It did not end within 2 s; does a loop run for ever? What was tried until then:",
        refused(verdict));
  }

  @Test
  void whatLoadingThrowsIsOneLine() {
    String divide = " int zero = Integer.parseInt(\"0\"); int one = 1 / zero; ";
    assertEquals(
        "Its static initializer threw java.lang.ArithmeticException: / by zero",
        refused(check("static {" + divide + "}", "return x;")));
    assertEquals(
        "Its constructor threw java.lang.ArithmeticException: / by zero",
        refused(check("{" + divide + "}", "return x;")));
  }

  @Test
  void theCompilersOwnCrashIsOneLine() {
    String deep = "1" + "+1".repeat(50_000);
    assertEquals(
        "The compiler gave up on it: is an expression nested very deeply?",
        refused(check("int deep = " + deep + ";", "return x;")));
  }

  @Test
  void endlessRecursionIsOneLine() {
    String text = refused(check("", "return gate(x, temperature);"));
    assertTrue(text.contains("it threw StackOverflowError, in line 6"), text);
  }

  @Test
  void whatItPrintsIsShownAndSteersNoTerminal() {
    Verdict verdict =
        check("", "System.out.println(\"x\\u001b[31m\"); System.err.println(x.length); return x;");
    assertEquals("x?[31m", verdict.printed().get(0));
    assertEquals(10, verdict.printed().size());
    assertTrue(verdict.text().contains("  printed  x?[31m\n"), verdict.text());
  }

  @Test
  void mistakesOfTheClassItselfSayWhatToDo() {
    ExerciseCheck check = new ExerciseCheck(Duration.ofMinutes(2));
    String correct = source("", "return x;");
    assertEquals(
        "There must be a class SoftmaxGate, in no package: remove a line that begins with"
            + " 'package', and name the class as the file.",
        refused(check.check(GATE, "it", "package mine;\n" + correct)));
    assertEquals(
        "The class must be public, with a public constructor without parameters (or none).",
        refused(check.check(GATE, "it", source("SoftmaxGate(int n) {}", "return x;"))));
    assertEquals(
        "The class must say: implements SoftmaxGateLaws.Contract",
        refused(
            check.check(GATE, "it", correct.replace("implements SoftmaxGateLaws.Contract", ""))));
  }

  @Test
  void textThatIsNotUtf8IsOneLine(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("SoftmaxGate.java");
    Files.write(file, "// größer\n".getBytes(StandardCharsets.ISO_8859_1));
    Verdict verdict = new ExerciseCheck(Duration.ofMinutes(2)).check(GATE, file);
    assertEquals("The file is not UTF-8 text: save it as UTF-8.", refused(verdict));
    assertEquals(List.of(), verdict.laws());
  }
}
