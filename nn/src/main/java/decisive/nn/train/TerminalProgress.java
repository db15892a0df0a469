package decisive.nn.train;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** A line on a terminal that is rewritten while a run goes on, and stays as it ends. */
final class TerminalProgress implements TrainingListener {
  /** Set by the launcher to the terminal's columns, where standard error is one. */
  private static final String COLUMNS_PROPERTY = "decisive.terminal";

  private static final int COLUMNS = 80;
  private static final long PAUSE = 100_000_000;

  private final PrintStream out;
  private final int columns;
  private int totalSteps;
  private String epochBefore = "";
  private int written;
  private long writtenAt = System.nanoTime() - PAUSE;

  TerminalProgress(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /** On standard error; empty if this process has no terminal. */
  static Optional<TrainingListener> ofThisProcess() {
    int columns = Integer.getInteger(COLUMNS_PROPERTY, hasTerminal() ? COLUMNS : 0);
    return columns > 0 ? Optional.of(new TerminalProgress(System.err, columns)) : Optional.empty();
  }

  /** From Java 22 on a console may be there without a terminal, and says so. */
  private static boolean hasTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }

  @Override
  public void started(int firstStep, int totalSteps) {
    this.totalSteps = totalSteps;
  }

  @Override
  public void step(int step, double loss) {
    long now = System.nanoTime();
    if (now - writtenAt >= PAUSE) {
      writtenAt = now;
      write(
          String.format(
              Locale.ROOT,
              "step %,d of %,d: loss %.4f%s",
              step + 1,
              totalSteps,
              loss,
              epochBefore));
    }
  }

  @Override
  public void epoch(EpochMetrics metrics) {
    write(metrics.toString());
    epochBefore = "; " + metrics;
  }

  @Override
  public void finished(TrainingHistory history) {
    out.println();
  }

  /** Over the line before, cut to the terminal's width. */
  private void write(String text) {
    String line = text.substring(0, Math.min(text.length(), columns - 1));
    out.print("\r" + line + " ".repeat(Math.max(0, written - line.length())));
    out.flush();
    written = line.length();
  }
}
