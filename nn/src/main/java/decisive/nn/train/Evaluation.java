package decisive.nn.train;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.train.loss.CrossEntropy;
import decisive.nn.train.loss.Loss;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.storage.Workspace;
import java.util.stream.IntStream;

/**
 * How well a network does on labelled data, in the phase that its competitions are in.
 *
 * <pre>{@code
 * Phase.decided().set(net);
 * System.out.println(Evaluation.of(net, test).accuracy());
 * }</pre>
 */
public final class Evaluation {
  private final double loss;
  private final int[] labels;
  private final int[] predictions;
  private final ConfusionMatrix confusion;

  private Evaluation(double loss, int[] labels, int[] predictions, int classes) {
    this.loss = loss;
    this.labels = labels;
    this.predictions = predictions;
    this.confusion = ConfusionMatrix.of(labels, predictions, classes);
  }

  /** With cross-entropy as the loss. */
  public static Evaluation of(Module network, Batches batches) {
    return of(network, batches, new CrossEntropy());
  }

  /**
   * Runs epoch 0 of {@code batches} through the network, in evaluation mode and without gradients.
   * Afterwards every module is back in the mode it was in.
   *
   * @throws IllegalArgumentException if there are no batches, or a label has no output
   */
  public static Evaluation of(Module network, Batches batches, Loss loss) {
    return network.evaluating(() -> run(network, batches, loss));
  }

  private static Evaluation run(Module network, Batches batches, Loss loss) {
    IntStream.Builder labels = IntStream.builder();
    IntStream.Builder predictions = IntStream.builder();
    double lossSum = 0;
    int images = 0;
    int classes = 0;
    try (Workspace workspace = new Workspace()) {
      for (Batch batch : batches.epoch(0)) {
        workspace.takeBack();
        try (Workspace.Scope scope = workspace.open()) {
          Variable output = network.apply(Variable.constant(batch.inputs()));
          double mean = loss.of(output, batch.labels()).value().item();
          classes = output.value().extent(1);
          lossSum += mean * batch.size();
          images += batch.size();
          IntStream.of(batch.labels()).forEach(labels);
          IntStream.of(output.value().argmax(1)).forEach(predictions);
        }
      }
    }
    if (images == 0) {
      throw new IllegalArgumentException(
          "evaluation: there are no images; the source of batches is empty");
    }
    return new Evaluation(
        lossSum / images, labels.build().toArray(), predictions.build().toArray(), classes);
  }

  /** Mean over the images. */
  public double loss() {
    return loss;
  }

  /** Share of the images whose largest output is their label's, 0 to 1. */
  public double accuracy() {
    return confusion.accuracy();
  }

  public ConfusionMatrix confusion() {
    return confusion;
  }

  /** The label of each image, in the order of the batches. */
  public int[] labels() {
    return labels.clone();
  }

  /** The position of each image's largest output, the first of equals. */
  public int[] predictions() {
    return predictions.clone();
  }
}
