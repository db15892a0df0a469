package decisive.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** The messages of exceptions, for tests to assert on. */
public final class Thrown {
  private Thrown() {}

  /**
   * What the call says when it throws.
   *
   * @throws AssertionError unless it throws an exception of this type
   */
  public static String message(Class<? extends Throwable> type, Executable call) {
    return assertThrows(type, call).getMessage();
  }

  /** {@link #message} of an {@link IllegalArgumentException}: an argument was refused. */
  public static String refused(Executable call) {
    return message(IllegalArgumentException.class, call);
  }

  /** That the call throws an {@link IllegalArgumentException} of just this message. */
  public static void assertRefused(String message, Executable call) {
    assertEquals(message, refused(call));
  }
}
