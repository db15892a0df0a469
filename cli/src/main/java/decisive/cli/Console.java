package decisive.cli;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results, fit for a pipe
 * @param err progress, notes and errors
 */
public record Console(PrintStream out, PrintStream err) {}
