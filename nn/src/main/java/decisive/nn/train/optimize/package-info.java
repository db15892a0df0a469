/**
 * Optimizers: how gradients change parameters. Start with {@link decisive.nn.train.optimize.Sgd};
 * an optimizer of your own extends {@link decisive.nn.train.optimize.Optimizer}.
 */
package decisive.nn.train.optimize;
