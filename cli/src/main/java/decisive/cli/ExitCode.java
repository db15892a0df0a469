package decisive.cli;

/** What {@code decisive} reports the shell. */
final class ExitCode {
  static final int SUCCESS = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;

  /** A memory has several answers. */
  static final int AMBIGUOUS = 3;

  /** A memory has no answer, or does not contain what was asked for. */
  static final int NOTHING = 4;

  private ExitCode() {}
}
