package decisive.cli;

import com.beust.jcommander.Parameter;
import decisive.tutorials.Course;
import decisive.tutorials.lesson.Blackboard;
import decisive.tutorials.lesson.Lesson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code decisive lesson N}: runs the program of a lesson. */
final class LessonCommand implements Command {
  @Parameter(description = "NUMBER")
  private List<String> words = new ArrayList<>();

  @Parameter(names = "--out", description = "directory for its pictures", order = 1)
  private String out = "runs/lessons";

  @Override
  public String name() {
    return "lesson";
  }

  @Override
  public String summary() {
    return "runs the program of a lesson: prints what it finds, and draws its pictures";
  }

  @Override
  public List<String> examples() {
    return List.of("decisive lesson 1", "decisive lesson 8 --out pictures");
  }

  @Override
  public int run(Console console) throws IOException {
    int number = Numbered.of(words, "lesson");
    Blackboard board = new Blackboard(console.out(), OutputDirectory.ready(out));
    Lesson lesson = Course.lesson(number);
    lesson.run(board);
    board.pictures().forEach(picture -> console.out().println("picture: " + picture));
    console.out().println("text: " + lesson.text());
    return ExitCode.SUCCESS;
  }
}
