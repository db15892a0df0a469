package decisive.tensor;

/**
 * Shapes that do not fit an operation. The message names the operation, the shapes and the likely
 * fix.
 */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ShapeException(String message) {
    super(message);
  }
}
