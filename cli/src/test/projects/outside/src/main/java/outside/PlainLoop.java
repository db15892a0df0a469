package outside;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.train.loss.Loss;
import decisive.nn.train.optimize.Optimizer;
import decisive.nn.train.optimize.Sgd;
import decisive.tensor.Batch;
import decisive.tensor.Batches;

/** Training without a trainer. */
final class PlainLoop {
  private PlainLoop() {}

  /** The loss of the last batch. */
  static float train(Module network, Loss loss, Batches batches, int epochs, double rate) {
    Optimizer optimizer = new Sgd(network, 0.9);
    float last = Float.NaN;
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (Batch batch : batches.epoch(epoch)) {
        Variable output = network.apply(Variable.constant(batch.inputs()));
        Variable error = loss.of(output, batch.target());
        optimizer.clearGradients();
        error.backward();
        optimizer.step(rate);
        last = error.value().item();
      }
    }
    return last;
  }
}
