/**
 * Losses: what a network's output should have been, as one number to make small. Start with {@link
 * decisive.nn.train.loss.CrossEntropy}.
 */
package decisive.nn.train.loss;
