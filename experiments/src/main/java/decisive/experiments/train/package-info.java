/**
 * Training runs that live in a directory: {@link decisive.experiments.train.RunConfig} says what is
 * trained, {@link decisive.experiments.train.RunDirectory} holds its files, {@link
 * decisive.experiments.train.TrainingSession} begins it or goes on with it.
 */
package decisive.experiments.train;
