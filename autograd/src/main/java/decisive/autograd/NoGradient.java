package decisive.autograd;

/**
 * A scope in which operations do not remember how their results were made: for evaluation.
 *
 * <pre>{@code
 * try (NoGradient scope = new NoGradient()) {
 *   Variable logits = net.forward(images);
 * }
 * }</pre>
 *
 * <p>Scopes nest, and belong to the thread that opened them.
 */
public final class NoGradient implements AutoCloseable {
  private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

  public NoGradient() {
    DEPTH.set(DEPTH.get() + 1);
  }

  static boolean active() {
    return DEPTH.get() > 0;
  }

  @Override
  public void close() {
    DEPTH.set(DEPTH.get() - 1);
  }
}
