package decisive.memory.encode;

/**
 * What a message stands for: a {@link Value}, or nothing because its symbols contradict each other.
 *
 * @param <T> the values of the encoder
 */
public sealed interface Decoded<T> {
  /** Whether there is a {@link #value()}. */
  boolean consistent();

  /**
   * The value, if the message is {@link #consistent()}.
   *
   * @throws IllegalStateException if it is not; the text says where it contradicts itself
   */
  T value();

  /** The message is this value's. */
  record Value<T>(T value) implements Decoded<T> {
    @Override
    public boolean consistent() {
      return true;
    }
  }

  /**
   * The message is no value's.
   *
   * @param reason which clusters contradict each other, and how
   */
  record Inconsistent<T>(String reason) implements Decoded<T> {
    @Override
    public boolean consistent() {
      return false;
    }

    @Override
    public T value() {
      throw new IllegalStateException(reason + "; ask consistent() first");
    }
  }
}
