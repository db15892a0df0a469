package decisive.nn.decide;

import decisive.nn.Module;
import decisive.nn.train.ConfusionMatrix;
import decisive.tensor.Batch;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A deep hetero-associative memory (the paper, Section 3): a trained network whose competitions are
 * decided for good. The softmax is gone, batch norms are folded into the layers before them, and in
 * each group of maps one winner is left at each location, or none; a layer may be computed from its
 * winners alone ({@link Execution#SPARSE}).
 *
 * <pre>{@code
 * Dham dham = Dham.decide(net).calibrated(images);
 * dham.predict(images);
 * dham.save(file);
 * }</pre>
 *
 * <p>Any network made of the library's parts can be decided: chains and residual blocks of
 * convolutions and linear layers, with batch norm or without, with competition, ReLU or neither;
 * pooling; flattening. It takes what its network takes, images [N, H, W, channels] or vectors [N,
 * values].
 *
 * <p>Its logits are those of the network in {@link decisive.nn.competition.Phase#decided} and
 * evaluation mode, but for rounding: batch norm is multiplied into the weights, and sparse sums are
 * in another order. Where two maps of a group are equal but for that rounding, another one may win.
 *
 * <p>Immutable, and safe to use from several threads.
 */
public final class Dham {
  private final List<DecidedStep> steps;
  private final Structure structure;
  private final Map<String, String> notes;

  /** Of the same steps with padding: what runs where nobody looks at their maps. */
  private final ForwardPass forward;

  /** Of the steps themselves, once it is needed. */
  private ForwardPass observed;

  /**
   * @throws IllegalArgumentException if the steps do not fit each other: names the one that does
   *     not
   */
  Dham(List<DecidedStep> steps, Map<String, String> notes) {
    this.steps = List.copyOf(steps);
    this.structure = Structure.of(this.steps);
    this.notes = Map.copyOf(notes);
    List<DecidedStep> padded = GroupPadding.padded(this.steps);
    this.forward = new ForwardPass(padded, structure);
    this.observed = padded == this.steps ? forward : null;
  }

  /**
   * Decides a network: its weights are copied, so it may be trained on. Layers whose inputs compete
   * in groups of four or more are computed sparsely; {@link #calibrated} measures instead.
   *
   * @throws IllegalArgumentException if it has no competition, or a part that cannot be decided:
   *     names the part and what to do
   */
  public static Dham decide(Module network) {
    return Decision.of(network);
  }

  /**
   * Reads what {@link #save} wrote, in this version or an earlier one.
   *
   * @throws IllegalArgumentException if the file holds something else; names what is wrong
   */
  public static Dham read(Path file) throws IOException {
    return DhamFile.read(file);
  }

  /** Whether a file says that it holds a decided network. */
  public static boolean isDecided(SafetensorsFile file) {
    return DhamFile.holds(file);
  }

  /** Saves it, whole or not at all. */
  public void save(Path file) throws IOException {
    DhamFile.write(file, this);
  }

  /** Channels of the images; none if it takes vectors, or images of several numbers of them. */
  public OptionalInt channels() {
    return structure.channels();
  }

  /** Outputs: of a classifier, its classes. */
  public int outputs() {
    return structure.outputs();
  }

  /** Weights of its convolutions and linear layers, those of shortcuts too, without biases. */
  public long weights() {
    return layers().stream().mapToLong(DecidedLayer::weightCount).sum();
  }

  List<DecidedStep> steps() {
    return steps;
  }

  Structure structure() {
    return structure;
  }

  ForwardPass forward() {
    return forward;
  }

  /** Computes the layers as they are, for those who look at their maps. */
  synchronized ForwardPass observed() {
    if (observed == null) {
      observed = new ForwardPass(steps, structure);
    }
    return observed;
  }

  /** The steps that are layers. */
  List<DecidedLayer> layers() {
    return steps.stream()
        .filter(DecidedLayer.class::isInstance)
        .map(DecidedLayer.class::cast)
        .toList();
  }

  /** The linear layer without activation that gives the outputs; null if they come otherwise. */
  DecidedLayer readOut() {
    return steps.get(steps.size() - 1) instanceof DecidedLayer last
            && last.weights().linear()
            && last.keeps() == DecidedLayer.Keeps.ALL
            && !last.endsBlock()
        ? last
        : null;
  }

  /**
   * How each layer is computed, by its name, in order: of those whose inputs are what a competition
   * or ReLU left, perhaps pooled by windows or flattened. The others are computed densely.
   */
  public List<LayerExecution> executions() {
    return IntStream.range(0, steps.size())
        .filter(structure::mayBeSparse)
        .mapToObj(i -> (DecidedLayer) steps.get(i))
        .map(layer -> new LayerExecution(layer.name(), layer.execution()))
        .toList();
  }

  /** How a layer is computed. */
  public record LayerExecution(String layer, Execution execution) {}

  /** The same network, all layers of {@link #executions} computed in one way. */
  public Dham with(Execution way) {
    List<DecidedStep> others = new ArrayList<>(steps);
    for (int i = 0; i < steps.size(); i++) {
      if (structure.mayBeSparse(i)) {
        others.set(i, ((DecidedLayer) steps.get(i)).with(way));
      }
    }
    return with(others);
  }

  Dham with(List<DecidedStep> others) {
    return new Dham(others, notes);
  }

  /** The same network with winners that become 1 instead of keeping their value. */
  public Dham winnersToOne() {
    return with(
        steps.stream()
            .map(step -> step instanceof DecidedLayer layer ? layer.winnersToOne() : step)
            .toList());
  }

  /** What was noted, such as what its network was trained on; kept in its file's metadata. */
  public Map<String, String> notes() {
    return notes;
  }

  /**
   * The same network with other notes.
   *
   * @throws IllegalArgumentException for a key that its file needs itself: {@code format}, or one
   *     that begins with {@code step.}, {@code shortcut.} or {@code layer.}
   */
  public Dham withNotes(Map<String, String> others) {
    others.keySet().forEach(DhamFile::checkKey);
    return new Dham(steps, others);
  }

  /**
   * The same network, each layer computed in the way that was faster on these images: both are
   * timed. So the choice depends on the machine and the moment; it is kept in the network's file.
   *
   * @param images as many as are to be classified at a time
   */
  public Dham calibrated(Tensor images) {
    return Calibration.of(this, images);
  }

  /**
   * What each layer costs on images, in order of execution; the projection of a block's shortcut
   * after the layer that it reaches. A last linear layer without activation is left out, as in the
   * paper's count.
   *
   * @throws IllegalArgumentException if there are no images
   */
  public List<LayerCount> count(Iterable<Batch> batches) {
    return Counting.of(this, batches);
  }

  /**
   * How the network comes to its answer about an input: every decision, how sure it was, and what
   * of an output is attributed to it. Computed densely.
   *
   * @param input a batch of one: [1, H, W, channels] or [1, values]
   * @param target the output, of a classifier a class; or none for the largest
   * @throws ShapeException for another shape
   * @throws IllegalArgumentException if there is no such output, or the network gives images
   */
  public Explanation explain(Tensor input, OptionalInt target) {
    return Explainer.of(this, input, target);
  }

  /**
   * How often each map of each layer that competes wins on images, in order of execution.
   *
   * @throws IllegalArgumentException if there are no images, or a label is no output
   */
  public List<MapWins> wins(Iterable<Batch> batches) {
    return WinCounter.of(this, batches);
  }

  // ---- running

  /**
   * @param inputs images [N, H, W, channels] or vectors [N, values], as the network takes them
   * @return [N, outputs]; [N, H, W, outputs] if the network ends with a convolution or pooling
   * @throws ShapeException for another shape
   */
  public Tensor logits(Tensor inputs) {
    return forward.run(inputs);
  }

  /**
   * The class with the largest logit of each input.
   *
   * @throws IllegalArgumentException if the network gives images
   */
  public int[] predict(Tensor inputs) {
    checkVectors("predict");
    return logits(inputs).argmax(1);
  }

  void checkVectors(String operation) {
    if (!structure.givesVectors()) {
      throw new IllegalArgumentException(
          operation
              + ": the network gives images of "
              + outputs()
              + " maps, not classes; end it with a GlobalAveragePool or Linear");
    }
  }

  /**
   * Which class was predicted as which.
   *
   * @throws IllegalArgumentException if there are no images, or a label is no output
   */
  public ConfusionMatrix confusion(Iterable<Batch> batches) {
    IntStream.Builder labels = IntStream.builder();
    IntStream.Builder predictions = IntStream.builder();
    for (Batch batch : batches) {
      IntStream.of(batch.labels()).forEach(labels);
      IntStream.of(predict(batch.inputs())).forEach(predictions);
    }
    ConfusionMatrix confusion =
        ConfusionMatrix.of(labels.build().toArray(), predictions.build().toArray(), outputs());
    if (confusion.total() == 0) {
      throw new IllegalArgumentException("accuracy: no images given");
    }
    return confusion;
  }

  /** As {@link #confusion}: the share of images whose largest logit is their label's, 0 to 1. */
  public double accuracy(Iterable<Batch> batches) {
    return confusion(batches).accuracy();
  }

  /** Its size, and how many of its layers are computed sparsely. */
  @Override
  public String toString() {
    long sparse = layers().stream().filter(l -> l.execution() == Execution.SPARSE).count();
    return String.format(
        Locale.ROOT,
        "decided network of %d layers (%d sparse), %,d weights, %d outputs",
        layers().size(),
        sparse,
        weights(),
        outputs());
  }
}
