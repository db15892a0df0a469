package decisive.cli;

import java.io.PrintStream;

/**
 * Lets a command finish what it is at and save it when the user or the system ends the program:
 * Ctrl-C, SIGTERM. The JVM then waits for the command's thread, and exits with the signal's code,
 * 130 or 143. Until it is closed.
 */
final class Interruption implements AutoCloseable {
  private final Thread command = Thread.currentThread();
  private final Thread hook = new Thread(this::await, "decisive-interruption");
  private final PrintStream err;
  private volatile boolean asked;

  Interruption(PrintStream err) {
    this.err = err;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the command should come to its end. */
  boolean asked() {
    return asked;
  }

  private void await() {
    asked = true;
    err.println("stopping: finishing the step and saving it");
    try {
      command.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook is waiting for this thread's end, which is near.
    }
  }

  /** Whether the JVM is shutting down. */
  static boolean isEnding() {
    try {
      Runtime.getRuntime().removeShutdownHook(new Thread());
      return false;
    } catch (IllegalStateException ending) {
      return true;
    }
  }
}
