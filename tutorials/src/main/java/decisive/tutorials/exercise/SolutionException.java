package decisive.tutorials.exercise;

/**
 * What a solution threw, where it is none of java.lang's exceptions, which are thrown themselves.
 */
final class SolutionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String kind;

  /**
   * @param kind name of the class that was thrown
   */
  SolutionException(String kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Without its package. */
  String kind() {
    return kind.substring(kind.lastIndexOf('.') + 1);
  }
}
