package decisive.cli;

import decisive.tutorials.exercise.Exercise;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where students write. */
final class ExerciseFiles {
  /** In a checkout. */
  static final String DIRECTORY = "tutorials/exercises";

  /** The checkout that the launcher belongs to. */
  private static final String HOME_PROPERTY = "decisive.home";

  private ExerciseFiles() {}

  /**
   * The file of an exercise, seen from here, or in the launcher's checkout.
   *
   * @throws UsageException if it is in neither
   */
  static Path of(Exercise exercise) {
    Path here = Path.of(DIRECTORY, exercise.file());
    if (Files.isRegularFile(here)) {
      return here;
    }
    return Optional.ofNullable(System.getProperty(HOME_PROPERTY))
        .map(home -> Path.of(home).resolve(here))
        .filter(Files::isRegularFile)
        .orElseThrow(
            () ->
                new UsageException(
                    here
                        + ": there is no such file; go to the checkout, or name yours with --file"));
  }
}
