package decisive.tutorials.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import decisive.tutorials.Exercises;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Skeletons fail, solutions pass, and every law notices a mistake that somebody may well make. */
class ExercisesTest {
  private static final Path SKELETONS = Path.of("exercises");
  private static final Path SOLUTIONS = Path.of("src/test/solutions");
  private static final Pattern MISTAKE =
      Pattern.compile(
          "wrong: {2}(.*?)\nbreaks: (.*?)\nnot: {4}(.*?)\nbut: {4}(.*?)(?=\n\nwrong:|\n*\\z)",
          Pattern.DOTALL);

  private final ExerciseCheck check = new ExerciseCheck(Duration.ofMinutes(2));

  private record Mistake(String wrong, String law, String not, String but) {}

  private static List<Mistake> mistakes(Exercise exercise) throws IOException {
    List<Mistake> mistakes = new ArrayList<>();
    String text = Files.readString(SOLUTIONS.resolve(exercise.name() + ".wrong"));
    for (MatchResult m : MISTAKE.matcher(text).results().toList()) {
      mistakes.add(new Mistake(m.group(1), m.group(2), m.group(3), m.group(4)));
    }
    return mistakes;
  }

  private static String solution(Exercise exercise) throws IOException {
    return Files.readString(SOLUTIONS.resolve(exercise.file()));
  }

  private static Set<String> laws(Exercise exercise) {
    return Stream.of(exercise.laws().getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Law.class))
        .map(method -> method.getAnnotation(Law.class).value())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @TestFactory
  Stream<DynamicTest> skeletonsAreNotWrittenYet() {
    return Exercises.all().stream()
        .map(
            exercise ->
                dynamicTest(
                    exercise.name(),
                    () -> {
                      Path file = SKELETONS.resolve(exercise.file());
                      Verdict verdict = check.check(exercise, file);
                      assertFalse(verdict.passed(), verdict.text());
                      assertTrue(verdict.text().contains("Not written yet"), verdict.text());
                      assertTrue(
                          Files.readString(file)
                              .contains(
                                  "Exercise %d, lesson %d."
                                      .formatted(exercise.number(), exercise.lesson())),
                          "its Javadoc has its number");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> solutionsPass() {
    return Exercises.all().stream()
        .map(
            exercise ->
                dynamicTest(
                    exercise.name(),
                    () -> {
                      Verdict verdict = check.check(exercise, exercise.file(), solution(exercise));
                      assertTrue(verdict.passed(), verdict.text());
                      assertEquals(
                          laws(exercise),
                          verdict.laws().stream()
                              .map(LawResult::law)
                              .collect(Collectors.toCollection(TreeSet::new)));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyLawNoticesAMistake() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Exercise exercise : Exercises.all()) {
      for (Mistake mistake : mistakes(exercise)) {
        tests.add(
            dynamicTest(
                exercise.name() + ": " + mistake.wrong(),
                () -> {
                  String correct = solution(exercise);
                  assertEquals(
                      2, correct.split(Pattern.quote(mistake.not()), -1).length, mistake.not());
                  String wrong = correct.replace(mistake.not(), mistake.but());
                  Verdict verdict = check.check(exercise, exercise.file(), wrong);
                  assertEquals(List.of(), verdict.problem().stream().toList());
                  LawResult law =
                      verdict.laws().stream()
                          .filter(one -> one.law().equals(mistake.law()))
                          .findFirst()
                          .orElseThrow();
                  assertFalse(law.holds(), verdict.text());
                }));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> noLawIsWithoutAMistake() {
    return Exercises.all().stream()
        .map(
            exercise ->
                dynamicTest(
                    exercise.name(),
                    () ->
                        assertEquals(
                            laws(exercise),
                            mistakes(exercise).stream()
                                .map(Mistake::law)
                                .collect(Collectors.toCollection(TreeSet::new)))));
  }

  @Test
  void thereAreEnoughAndNotTooManyOfALesson() throws IOException {
    assertTrue(Exercises.all().size() >= 20);
    for (int lesson = 1; lesson <= 12; lesson++) {
      int count = Exercises.ofLesson(lesson).size();
      assertTrue(count >= 1 && count <= 5, "lesson " + lesson + ": " + count);
    }
    try (Stream<Path> files = Files.list(SKELETONS)) {
      assertEquals(
          Exercises.all().stream().map(Exercise::file).sorted().toList(),
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .sorted()
              .toList());
    }
  }
}
