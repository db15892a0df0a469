package decisive.tutorials.exercise;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a check.
 *
 * @param exercise which
 * @param file that was read
 * @param laws those that were tried
 * @param problem why not all could be: it does not compile, does not end, and the like
 * @param printed the first lines that the solution printed
 */
public record Verdict(
    Exercise exercise,
    String file,
    List<LawResult> laws,
    Optional<String> problem,
    List<String> printed) {
  public Verdict {
    laws = List.copyOf(laws);
    printed = List.copyOf(printed);
  }

  /** Whether every law holds. */
  public boolean passed() {
    return problem.isEmpty() && !laws.isEmpty() && laws.stream().allMatch(LawResult::holds);
  }

  /** For the terminal; ends with a newline. */
  public String text() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "Exercise %d: %s (lesson %d), %s\n",
                exercise.number(),
                exercise.task(),
                exercise.lesson(),
                file));
    problem.ifPresent(what -> text.append(what).append('\n'));
    for (LawResult law : laws) {
      text.append(law.holds() ? "  holds   " : "  BROKEN  ").append(law.law());
      text.append(law.holds() && law.tries() > 1 ? " (" + law.tries() + " inputs)" : "");
      text.append('\n');
      law.broken().ifPresent(how -> text.append("          ").append(how).append('\n'));
    }
    printed.forEach(line -> text.append("  printed  ").append(line).append('\n'));
    if (problem.isEmpty()) {
      long held = laws.stream().filter(LawResult::holds).count();
      text.append(
          passed()
              ? "All " + held + " laws hold. Well done.\n"
              : String.format(Locale.ROOT, "%d of %d laws hold.\n", held, laws.size()));
    }
    return text.toString();
  }
}
