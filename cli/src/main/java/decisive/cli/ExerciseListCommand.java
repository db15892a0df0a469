package decisive.cli;

import decisive.experiments.report.TextTable;
import decisive.tutorials.Exercises;
import decisive.tutorials.exercise.Exercise;
import java.util.List;

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
    TextTable table = new TextTable(List.of("", "lesson", "to write", "file"));
    for (Exercise exercise : Exercises.all()) {
      table.add(
          List.of(
              String.valueOf(exercise.number()),
              String.valueOf(exercise.lesson()),
              exercise.task(),
              ExerciseFiles.DIRECTORY + "/" + exercise.file()));
    }
    console.out().print(table);
    return ExitCode.SUCCESS;
  }
}
