/**
 * Training and measuring networks. Start with {@link decisive.nn.train.Trainer} to train, with
 * {@link decisive.nn.train.Evaluation} to measure, and with {@link
 * decisive.nn.train.TrainingListener} to watch.
 */
package decisive.nn.train;
