package decisive.tutorials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import decisive.experiments.chart.ChartFonts;
import decisive.tutorials.exercise.Exercise;
import decisive.tutorials.lesson.Blackboard;
import decisive.tutorials.lesson.Lesson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every lesson runs, prints what its text shows, draws what is committed, and keeps to its form.
 */
class LessonsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path FIGURES = ROOT.resolve("tutorials/figures");
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^```(\\w*)\n(.*?)^```$", Pattern.DOTALL);
  private static final Pattern HEADING = Pattern.compile("(?m)^## (.*)$");
  private static final Pattern WORDS = Pattern.compile(">([^<>]*[A-Za-z][^<>]*)</text>");

  /** Words a minute of a reader who wants to understand. */
  private static final int PACE = 150;

  private static final List<String> SPINE =
      List.of(
          "What you need",
          "What you will see",
          "Why it matters",
          "The idea",
          "Build it",
          "Run it",
          "Measure it",
          "Exercises",
          "Where it lives",
          "Further reading");

  @TempDir private Path directory;

  private static String text(Lesson lesson) throws IOException {
    return Files.readString(ROOT.resolve(lesson.text()));
  }

  /** What stands between fences, of a language; of none is output. */
  private static List<String> blocks(Lesson lesson, String language) throws IOException {
    return BLOCK
        .matcher(text(lesson))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  private static Stream<DynamicTest> each(LessonCheck check) {
    return Course.lessons().stream()
        .map(
            lesson ->
                dynamicTest(lesson.number() + ". " + lesson.title(), () -> check.check(lesson)));
  }

  private interface LessonCheck {
    void check(Lesson lesson) throws IOException;
  }

  @TestFactory
  Stream<DynamicTest> everyLessonPrintsAndDrawsWhatItsTextShows() {
    return each(
        lesson -> {
          ByteArrayOutputStream printed = new ByteArrayOutputStream();
          Blackboard board =
              new Blackboard(new PrintStream(printed, true, StandardCharsets.UTF_8), directory);
          lesson.run(board);
          String output = printed.toString(StandardCharsets.UTF_8);
          List<String> shown = blocks(lesson, "");
          assertTrue(!shown.isEmpty(), "the text shows output");
          for (String block : shown) {
            assertTrue(
                shows(block).matcher(output).find(), "not printed:\n" + block + "but:\n" + output);
          }
          for (Path picture : board.pictures()) {
            Path committed = FIGURES.resolve(picture.getFileName());
            assertEquals(
                words(Files.readString(picture)),
                words(Files.readString(committed)),
                committed + " is of another run; decisive lesson N --out tutorials/figures");
            assertTrue(text(lesson).contains("(figures/" + picture.getFileName() + ")"));
          }
          assertEquals(ChartFonts.problem().isEmpty(), !board.pictures().isEmpty());
        });
  }

  /** Whole lines; where the text has "…", anything but a line's end. */
  private static Pattern shows(String block) {
    String quoted = Pattern.quote(block).replace("…", "\\E[^\n]*\\Q");
    return Pattern.compile("(?m)^" + quoted);
  }

  /** What a picture says, whatever the machine's font. */
  private static List<String> words(String svg) {
    return WORDS.matcher(svg).results().map(word -> word.group(1)).toList();
  }

  @TestFactory
  Stream<DynamicTest> everyTextKeepsToTheForm() {
    return each(
        lesson -> {
          String text = text(lesson);
          assertTrue(text.startsWith("# " + lesson.number() + ". " + lesson.title() + "\n"));
          assertEquals(SPINE, HEADING.matcher(text).results().map(h -> h.group(1)).toList());
          assertTrue(text.contains("\n    "), "it has a formula");
          List<String> commands = blocks(lesson, "sh").stream().flatMap(String::lines).toList();
          assertEquals("./decisive lesson " + lesson.number(), commands.get(0));
          commands.forEach(command -> assertTrue(command.startsWith("./decisive "), command));
          if (lesson.number() < Course.lessons().size()) {
            String next = Course.lesson(lesson.number() + 1).text();
            assertTrue(text.contains("(" + Path.of(next).getFileName() + ")"), "leads on");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyTextListsItsExercises() {
    return each(
        lesson -> {
          List<Exercise> exercises = Exercises.ofLesson(lesson.number());
          assertTrue(!exercises.isEmpty());
          String text = text(lesson);
          for (Exercise exercise : exercises) {
            assertTrue(text.contains("(exercises/" + exercise.file() + ")"), exercise.file());
            assertTrue(text.contains("`./decisive exercise check " + exercise.number() + "`"));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyTextIsReadInTheTimeItStates() {
    return each(
        lesson -> {
          String prose = BLOCK.matcher(text(lesson)).replaceAll("");
          int words = prose.split("\\s+").length;
          assertTrue(words <= PACE * lesson.minutesToRead(), words + " words");
          assertTrue(lesson.minutesToRead() <= 10);
          assertTrue(lesson.secondsToRun() <= 60);
        });
  }

  @Test
  void lessonsAreNumberedInTheirOrder() {
    assertEquals(
        IntStream.rangeClosed(1, 12).boxed().toList(),
        Course.lessons().stream().map(Lesson::number).toList());
  }

  @Test
  void aLessonThatIsNotThereIsAnError() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Course.lesson(13));
    assertEquals("lesson 13: there is none; they are numbered 1 to 12", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Course.lesson(0));
  }
}
