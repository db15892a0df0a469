package decisive.cli;

import decisive.experiments.report.TextTable;
import decisive.tutorials.Course;
import decisive.tutorials.lesson.Lesson;
import java.util.List;
import java.util.Locale;

/** {@code decisive lessons}: the course. */
final class LessonsCommand implements Command {
  @Override
  public String name() {
    return "lessons";
  }

  @Override
  public String summary() {
    return "lists the lessons of the course, with the time they take";
  }

  @Override
  public List<String> examples() {
    return List.of("decisive lessons");
  }

  @Override
  public int run(Console console) {
    TextTable table = new TextTable(List.of("lesson", "to read", "to run"));
    for (Lesson lesson : Course.lessons()) {
      table.add(
          List.of(
              String.format(Locale.ROOT, "%2d. %s", lesson.number(), lesson.title()),
              lesson.minutesToRead() + " min",
              lesson.secondsToRun() + " s"));
    }
    console.out().print(table);
    console.out().println("the texts: tutorials/README.md");
    return ExitCode.SUCCESS;
  }
}
