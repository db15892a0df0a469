package decisive.cli;

import decisive.experiments.report.TextTable;
import decisive.tutorials.Exercises;
import decisive.tutorials.exercise.Exercise;
import java.util.List;
import java.util.Locale;

/** {@code decisive exercise list}: what there is to write. */
final class ExerciseListCommand implements Command {
  @Override
  public String name() {
    return "exercise list";
  }

  @Override
  public String summary() {
    return "lists the exercises and their files";
  }

  @Override
  public List<String> examples() {
    return List.of("decisive exercise list");
  }

  @Override
  public int run(Console console) {
    TextTable table = new TextTable(List.of("exercise", "lesson"));
    for (Exercise exercise : Exercises.all()) {
      table.add(
          List.of(
              String.format(
                  Locale.ROOT,
                  "%2d. %s: %s",
                  exercise.number(),
                  exercise.file().replace(".java", ""),
                  exercise.task()),
              String.valueOf(exercise.lesson())));
    }
    console.out().print(table);
    console.out().println("the files: " + ExerciseFiles.DIRECTORY);
    return ExitCode.SUCCESS;
  }
}
