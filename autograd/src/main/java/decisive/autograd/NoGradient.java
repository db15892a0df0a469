package decisive.autograd;

/**
 * A scope in which operations do not remember how their results were made: for evaluation.
 *
 * <pre>{@code
 * try (NoGradient scope = new NoGradient()) {
 *   Variable logits = net.apply(images);
 * }
 * }</pre>
 *
 * <p>Scopes nest, and belong to the thread that opened them: another thread opens its own. If javac
 * remarks that the name is never used ({@code -Xlint:try}), {@code @SuppressWarnings("try")}
 * answers.
 */
public final class NoGradient implements AutoCloseable {
  private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

  private final Thread owner = Thread.currentThread();
  private boolean open = true;

  public NoGradient() {
    DEPTH.set(DEPTH.get() + 1);
  }

  static boolean active() {
    return DEPTH.get() > 0;
  }

  /** Whose it is, and whether it is open. */
  @Override
  public String toString() {
    return "noGradient of thread " + owner.getName() + (open ? "" : ", closed");
  }

  /**
   * Ends the scope; a second call does nothing.
   *
   * @throws IllegalStateException in another thread than the one that opened it
   */
  @Override
  public void close() {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException(
          "NoGradient: opened by thread "
              + owner.getName()
              + ", closed by "
              + Thread.currentThread().getName()
              + "; open and close a scope in one thread");
    }
    if (open) {
      open = false;
      DEPTH.set(DEPTH.get() - 1);
    }
  }
}
