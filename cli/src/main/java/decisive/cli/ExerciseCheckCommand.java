package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.tutorials.Exercises;
import decisive.tutorials.exercise.Exercise;
import decisive.tutorials.exercise.ExerciseCheck;
import decisive.tutorials.exercise.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code decisive exercise check}: holds what a student wrote to its laws. */
final class ExerciseCheckCommand implements Command {
  private static final int MOST_SECONDS = 3600;

  @Parameter(description = "NUMBER")
  private List<String> words = new ArrayList<>();

  @Parameter(names = "--file", description = "your file, if it is elsewhere", order = 1)
  private Path file;

  @Parameter(
      names = "--seconds",
      description = "how long compiling it and trying all laws may take",
      order = 2)
  private int seconds = 30;

  @Override
  public String name() {
    return "exercise check";
  }

  @Override
  public String summary() {
    return "compiles your solution, and reports which laws it keeps";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive exercise check 18", "decisive exercise check 18 --file SoftmaxGate.java");
  }

  @Override
  public int run(Console console) throws IOException {
    IntegerRange.check("--seconds", seconds, 1, MOST_SECONDS);
    Exercise exercise = Exercises.numbered(Numbered.of(words, "exercise"));
    Path written = file == null ? ExerciseFiles.of(exercise) : file;
    ExerciseCheck check = new ExerciseCheck(Duration.ofSeconds(seconds));
    Verdict verdict = check.check(exercise, written);
    console.out().print(verdict.text());
    return verdict.passed() ? ExitCode.SUCCESS : ExitCode.FAILURE;
  }
}
