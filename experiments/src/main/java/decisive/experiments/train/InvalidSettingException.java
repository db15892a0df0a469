package decisive.experiments.train;

/** A setting of a {@link RunConfig} that no run can have. */
public final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final String problem;

  InvalidSettingException(String key, String problem) {
    super(key + " " + problem);
    this.key = key;
    this.problem = problem;
  }

  /** As in a configuration file: {@code weight_decay}. */
  public String key() {
    return key;
  }

  /** What is wrong, to stand after the key or the option: {@code -1.0: want 0 or more}. */
  public String problem() {
    return problem;
  }
}
