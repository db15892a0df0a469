package decisive.cli;

import decisive.experiments.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far a long task is: a bar that is redrawn on a terminal, and a line at every twentieth of the
 * way where output is kept (a file, a CI log). The launcher says which by {@code
 * -Ddecisive.terminal=COLUMNS}, since Java cannot ask whether standard error is a terminal, nor how
 * wide it is: a bar that does not fit its line could not be redrawn.
 */
public final class ConsoleProgress implements AutoCloseable {
  private static final String TERMINAL_PROPERTY = "decisive.terminal";
  private static final int LINES = 20;
  private static final int WIDEST = 80;
  private static final int NARROWEST = 20;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final String label;
  private final long total;
  private final PrintStream err;
  private final LongSupplier nanos;
  private final long start;
  private final ProgressBar bar;
  private long done;
  private long skipped;

  /**
   * @param label what is going on, such as {@code training k=4}
   * @param total steps in all, at least 1
   * @param err where to write, normally {@link Console#err()}
   */
  public ConsoleProgress(String label, long total, PrintStream err) {
    this(label, total, err, Integer.getInteger(TERMINAL_PROPERTY, 0), System::nanoTime);
  }

  /**
   * @param columns of the terminal; 0 if there is none
   */
  ConsoleProgress(String label, long total, PrintStream err, int columns, LongSupplier nanos) {
    if (total < 1) {
      throw new IllegalArgumentException(
          "progress " + label + ": " + total + " steps; want 1 or more");
    }
    this.label = label;
    this.total = total;
    this.err = err;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.bar = columns > 0 ? bar(label, total, err, columns) : null;
  }

  private static ProgressBar bar(String label, long total, PrintStream err, int columns) {
    int width = Math.max(NARROWEST, Math.min(WIDEST, columns)) - 1; // the last column may wrap
    return new ProgressBarBuilder()
        .setTaskName(label)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .setConsumer(new DelegatingProgressBarConsumer(text -> err.print(CLEAR_LINE + text), width))
        .build();
  }

  /** One step is done. */
  public void step() {
    advance(1);
  }

  /** So many steps were done before, in no time: they do not count for the time that is left. */
  public synchronized void skip(long steps) {
    skipped += steps;
    advance(steps);
  }

  /** So many steps more are done. */
  public synchronized void advance(long steps) {
    if (steps > total - done) {
      throw new IllegalStateException("progress " + label + ": more than " + total + " steps");
    }
    long before = done;
    done += steps;
    if (bar != null) {
      bar.stepBy(steps);
    } else if (done * LINES / total > before * LINES / total) {
      err.println(line());
    }
  }

  /** Says something on a line of its own. */
  public synchronized void note(String text) {
    err.println(bar == null ? label + ": " + text : CLEAR_LINE + text);
  }

  /** This bar, for an experiment. */
  Progress progress() {
    return new Progress() {
      @Override
      public void step() {
        ConsoleProgress.this.step();
      }

      @Override
      public void note(String text) {
        ConsoleProgress.this.note(text);
      }
    };
  }

  /** Ends the bar's line. */
  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      err.println();
    }
  }

  private String line() {
    double elapsed = (nanos.getAsLong() - start) / 1e9;
    String time =
        done == total
            ? duration(elapsed) + " in all"
            : done == skipped
                ? "going on"
                : "about " + duration(elapsed / (done - skipped) * (total - done)) + " left";
    return String.format(
        Locale.ROOT, "%s: %d %% (%d of %d), %s", label, done * 100 / total, done, total, time);
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}
