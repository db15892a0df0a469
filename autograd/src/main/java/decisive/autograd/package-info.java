/**
 * Values that know how they were made, so that gradients can be passed back through them
 * (reverse-mode automatic differentiation).
 *
 * <p>A {@link decisive.autograd.Variable} holds a tensor and, unless it is a leaf, the {@link
 * decisive.autograd.Operation} that made it; the operation holds its operands. So a loss is the top
 * of a graph that reaches down to the parameters. {@link decisive.autograd.Variable#backward()}
 * walks that graph from the latest variable to the earliest: it asks each operation for its
 * operands' gradients, given its result's, adds up what meets (chain rule), and leaves the sums in
 * the parameters. Then the graph is gone; the next forward pass makes a new one.
 *
 * <pre>{@code
 * Variable w = Variable.parameter(Tensor.zeros(3, 1));
 * Variable error = x.matmul(w).sub(target);
 * Variable loss = error.square().mean();
 * loss.backward();
 * w.gradient(); // d loss / d w, [3, 1]
 * }</pre>
 *
 * <p>Where to start: {@code Square} (an operation), {@link decisive.autograd.Operation}, then
 * {@code Backpropagation} (the walk). {@link decisive.autograd.NoGradient} turns the remembering
 * off; {@link decisive.autograd.GraphDrawing} draws a graph.
 *
 * <p>To add an operation: subclass {@link decisive.autograd.Operation} with the formula as its
 * Javadoc, forward and backward; keep in fields what backward reads, passed through {@code save};
 * sum over broadcast axes with {@link decisive.tensor.Tensor#sumTo}. Prove it with {@link
 * decisive.autograd.GradientCheck}, and add a line to the table of {@code OperationsTest}, which
 * checks values, shapes and gradients. Before that, see whether a composition of what is here
 * serves: mean is a sum and a division.
 */
package decisive.autograd;
