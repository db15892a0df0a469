/**
 * The {@code decisive} command.
 *
 * <p>Start with {@link decisive.cli.Decisive}, the main class: it finds the {@link
 * decisive.cli.Command}, lets {@link decisive.cli.Arguments} fill in its options, runs it, and
 * turns what goes wrong into one line and an exit code.
 *
 * <p>A new command is one class and one line:
 *
 * <ol>
 *   <li>a class that implements {@link decisive.cli.Command}, its options as fields with
 *       JCommander's {@code @Parameter} ({@link decisive.cli.DoctorCommand} is a short example);
 *   <li>its constructor in the list {@code COMMANDS} of {@link decisive.cli.Decisive}.
 * </ol>
 *
 * <p>A command whose name is two words, such as {@code memory store}, belongs to the {@link
 * decisive.cli.CommandGroup} of its first word.
 *
 * <p>Options that several commands take are classes of their own, included by
 * {@code @ParametersDelegate}: {@link decisive.cli.ModelOptions} for a network, {@link
 * decisive.cli.CompetitionOptions} for its competition, {@link decisive.cli.TrainingOptions} for
 * all that a configuration of a training holds.
 *
 * <p>Help is made from the annotations, {@code summary()} and {@code examples()}. In {@code run},
 * results go to {@code console.out()}, progress and notes to {@code console.err()} (through {@link
 * decisive.cli.ConsoleProgress}). A value that the user should change is a {@link
 * decisive.cli.UsageException} (exit code 2); a file that cannot be read, or bad data, is the
 * library's own {@code IOException} or {@code IllegalArgumentException}, whose message is printed
 * (exit code 1).
 */
package decisive.cli;
