package decisive.nn.train;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.train.loss.CrossEntropy;
import decisive.nn.train.loss.LabelLoss;
import decisive.nn.train.loss.Loss;
import decisive.nn.train.metric.Metric;
import decisive.nn.train.metric.Scores;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import decisive.tensor.storage.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How well a network does on examples whose targets are known, in the phase that its competitions
 * are in.
 *
 * <pre>{@code
 * Phase.decided().set(net);
 * System.out.println(Evaluation.of(net, test).accuracy());
 * System.out.println(Evaluation.of(autoencoder, images, new MeanSquaredError()).score("R²"));
 * }</pre>
 */
public final class Evaluation {
  private final int examples;
  private final double loss;
  private final Scores scores;

  /** Of the labels that count; null where the targets are values. */
  private final ConfusionMatrix confusion;

  private final int[] labels;
  private final int[] predictions;

  private Evaluation(
      int examples, Totals totals, ConfusionMatrix confusion, int[] labels, int[] predictions) {
    this.examples = examples;
    this.loss = totals.loss();
    this.scores = totals.scores();
    this.confusion = confusion;
    this.labels = labels;
    this.predictions = predictions;
  }

  /** With cross-entropy as the loss. */
  public static Evaluation of(Module network, Batches batches) {
    return of(network, batches, new CrossEntropy());
  }

  /** With the loss's own metrics: {@link Loss#metrics}. */
  public static Evaluation of(Module network, Batches batches, Loss loss) {
    return of(network, batches, loss, loss.metrics());
  }

  /**
   * Runs epoch 0 of {@code batches} through the network, in evaluation mode and without gradients.
   * Afterwards every module is back in the mode it was in.
   *
   * @throws IllegalArgumentException if there are no batches, a label has no output, or the loss or
   *     a metric takes another kind of target
   */
  public static Evaluation of(Module network, Batches batches, Loss loss, List<Metric> metrics) {
    return network.evaluating(() -> run(network, batches, loss, metrics));
  }

  private static Evaluation run(Module network, Batches batches, Loss loss, List<Metric> metrics) {
    IntStream.Builder labels = IntStream.builder();
    IntStream.Builder predictions = IntStream.builder();
    Totals totals = new Totals(loss, metrics);
    int examples = 0;
    int classes = 0;
    try (Workspace workspace = new Workspace()) {
      for (Batch batch : batches.epoch(0)) {
        if (examples == 0) {
          TargetCheck.check("evaluation", loss, metrics, batch.target());
        }
        workspace.takeBack();
        try (Workspace.Scope scope = workspace.open()) {
          Variable output = network.apply(Variable.constant(batch.inputs()));
          double mean = loss.of(output, batch.target()).value().item();
          totals.add(mean, output.value(), batch.target());
          examples += batch.size();
          if (loss instanceof LabelLoss labelled && output.shape().rank() == 2) {
            classes = output.shape().extent(1);
            collect(labelled, batch.labels(), output.value(), labels, predictions);
          }
        }
      }
    }
    if (examples == 0) {
      throw new IllegalArgumentException(
          "evaluation: there are no examples; the source of batches is empty");
    }
    int[] actual = labels.build().toArray();
    int[] predicted = predictions.build().toArray();
    ConfusionMatrix confusion =
        classes == 0 ? null : ConfusionMatrix.of(actual, predicted, classes);
    return new Evaluation(examples, totals, confusion, actual, predicted);
  }

  private static void collect(
      LabelLoss loss,
      int[] labels,
      Tensor output,
      IntStream.Builder actual,
      IntStream.Builder predicted) {
    int[] predictions = output.argmax(1);
    for (int i = 0; i < labels.length; i++) {
      if (loss.counts(labels[i])) {
        actual.add(labels[i]);
        predicted.add(predictions[i]);
      }
    }
  }

  /** Mean over the examples. */
  public double loss() {
    return loss;
  }

  /** The metrics' values. */
  public Scores scores() {
    return scores;
  }

  /**
   * A metric's value.
   *
   * @param metric its name, as in "R²"
   * @throws IllegalArgumentException if it was not measured
   */
  public double score(String metric) {
    return scores.of(metric);
  }

  /**
   * Share of the examples whose largest output is their label's, 0 to 1.
   *
   * @throws IllegalStateException if there are no labels, or the outputs are not [n, classes]
   */
  public double accuracy() {
    return confusion().accuracy();
  }

  /**
   * @throws IllegalStateException if there are no labels, or the outputs are not [n, classes]
   */
  public ConfusionMatrix confusion() {
    if (confusion == null) {
      throw new IllegalStateException(
          "evaluation: there is no accuracy of classes, since the targets are values or the outputs"
              + " are not [n, classes]; what was measured: "
              + this);
    }
    return confusion;
  }

  /**
   * The label of each example that counts, in the order of the batches.
   *
   * @throws IllegalStateException if there are no labels, or the outputs are not [n, classes]
   */
  public int[] labels() {
    confusion();
    return labels.clone();
  }

  /**
   * The position of each example's largest output, the first of equals, likewise.
   *
   * @throws IllegalStateException if there are no labels, or the outputs are not [n, classes]
   */
  public int[] predictions() {
    confusion();
    return predictions.clone();
  }

  /** One line for people. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d examples: loss %.4f%s",
        examples,
        loss,
        scores.values().isEmpty() ? "" : ", " + scores);
  }
}
