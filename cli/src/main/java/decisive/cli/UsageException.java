package decisive.cli;

/** The command line asks for something that does not exist or does not fit: exit code 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message one line that names the option and says what it takes
   */
  public UsageException(String message) {
    super(message);
  }
}
