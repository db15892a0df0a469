/**
 * The parts that networks are made of, a class each, with PyTorch's initial values and names of
 * parameters. A layer with a formula of its own ({@link decisive.nn.layer.BatchNorm}) has its
 * operations beside it; the others are calls of {@link decisive.autograd.Variable}'s methods. A new
 * layer goes here; {@link decisive.nn.layer.Linear} is the model to follow.
 */
package decisive.nn.layer;
