package decisive.cli;

import java.io.IOException;
import java.util.List;

/**
 * One command of {@code decisive}. Its options are fields annotated with JCommander's
 * {@code @Parameter}; {@code --help} and {@code --debug} come by themselves.
 */
public interface Command {
  /** What calls it: a word, such as {@code doctor}, or two in a group: {@code memory store}. */
  String name();

  /** What it does, in one line without a full stop. */
  String summary();

  /** Whole command lines, each with a comment of its own if it needs one. */
  List<String> examples();

  /**
   * Does the work, with the options filled in.
   *
   * @return the exit code: 0, or 1 if what was asked for failed and the command has reported it
   * @throws UsageException if options do not go together or a value is out of range
   * @throws IOException if a file cannot be read or written
   */
  int run(Console console) throws IOException;
}
