package decisive.nn.decide;

import decisive.nn.resnet.ResNet;
import decisive.tensor.Batch;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.io.SafetensorsFile;
import decisive.tensor.sparse.SparseActivations;
import decisive.tensor.storage.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A deep hetero-associative memory (the paper, Section 3): a trained network whose competitions are
 * decided for good. The softmax is gone, batch norms are folded into their convolutions, and in
 * each group of maps one winner is left at each location, or none; a layer may be computed from its
 * winners alone ({@link Execution#SPARSE}).
 *
 * <pre>{@code
 * Dham dham = Dham.decide(net).calibrated(images);
 * dham.predict(images);
 * dham.save(file);
 * }</pre>
 *
 * <p>Its logits are those of the network in {@link decisive.nn.competition.Phase#decided} and
 * evaluation mode, but for rounding: batch norm is multiplied into the weights, and sparse sums are
 * in another order. Where two maps of a group are equal but for that rounding, another one may win.
 *
 * <p>Immutable, and safe to use from several threads.
 */
public final class Dham {
  private final DecidedLayer stem;
  private final List<DecidedLayer> layers;

  /** The same layers, filled up: what runs where nobody looks at their maps. */
  private final Filling.Computed computed;

  /** Of the linear layer: [features, classes] and [classes]. */
  private final Tensor weight;

  private final Tensor bias;

  private final Map<String, String> notes;

  private final ThreadLocal<Memory> memory = ThreadLocal.withInitial(Memory::new);

  Dham(
      DecidedLayer stem,
      List<DecidedLayer> layers,
      Tensor weight,
      Tensor bias,
      Map<String, String> notes) {
    this.notes = Map.copyOf(notes);
    this.stem = stem;
    this.layers = List.copyOf(layers);
    this.computed = Filling.computed(stem, this.layers, weight);
    this.weight = weight;
    this.bias = bias;
  }

  /**
   * Decides a network: its weights are copied, so it may be trained on. Layers whose inputs compete
   * in groups of four or more are computed sparsely; {@link #calibrated} measures instead.
   *
   * @throws IllegalArgumentException if it has no competition
   */
  public static Dham decide(ResNet network) {
    return Decision.of(network);
  }

  /**
   * Reads what {@link #save} wrote.
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

  /** Channels of the images. */
  public int channels() {
    return stem.convolution().inputs();
  }

  /** Classes told apart. */
  public int classes() {
    return bias.size();
  }

  /** Weights of its convolutions, those around blocks too, and of its linear layer. */
  public long weights() {
    long weights = stem.convolution().weight().size() + weight.size();
    for (DecidedLayer layer : layers) {
      weights += layer.convolution().weight().size();
      weights += layer.projection() == null ? 0 : layer.projection().weight().size();
    }
    return weights;
  }

  DecidedLayer stem() {
    return stem;
  }

  List<DecidedLayer> layers() {
    return layers;
  }

  Tensor weight() {
    return weight;
  }

  Tensor bias() {
    return bias;
  }

  /** How each layer behind the stem is computed, by its name, in order. */
  public List<LayerExecution> executions() {
    return layers.stream()
        .map(layer -> new LayerExecution(layer.name(), layer.execution()))
        .toList();
  }

  /** How a layer is computed. */
  public record LayerExecution(String layer, Execution execution) {}

  /** The same network, all layers behind the stem computed in one way. */
  public Dham with(Execution way) {
    return with(layers.stream().map(layer -> layer.with(way)).toList());
  }

  Dham with(List<DecidedLayer> others) {
    return new Dham(stem, others, weight, bias, notes);
  }

  /** The same network with winners that become 1 instead of keeping their value. */
  public Dham winnersToOne() {
    return with(layers.stream().map(DecidedLayer::winnersToOne).toList());
  }

  /** What was noted, such as what its network was trained on; kept in its file's metadata. */
  public Map<String, String> notes() {
    return notes;
  }

  /**
   * The same network with other notes.
   *
   * @throws IllegalArgumentException for a key that its file needs itself: {@code format}, or one
   *     that begins with {@code layer.}
   */
  public Dham withNotes(Map<String, String> others) {
    others.keySet().forEach(DhamFile::checkKey);
    return new Dham(stem, layers, weight, bias, others);
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
   * What each convolution costs on images, in order of execution; a block's way around after the
   * layer that it reaches.
   *
   * @throws IllegalArgumentException if there are no images
   */
  public List<LayerCount> count(Iterable<Batch> batches) {
    return Counting.of(this, batches);
  }

  /**
   * How the network comes to its answer about an image: every decision, how sure it was, and what
   * the score of a class owes to it. Computed densely.
   *
   * @param image [1, H, W, channels]
   * @param asked the class, or none for the network's answer
   * @throws ShapeException for another shape
   * @throws IllegalArgumentException if there is no such class
   */
  public Reading explain(Tensor image, OptionalInt asked) {
    return Explanation.of(this, image, asked);
  }

  /**
   * How often each map of each layer wins on images, in order of execution.
   *
   * @throws IllegalArgumentException if there are no images, or of classes that it does not tell
   */
  public List<MapWins> wins(Iterable<Batch> batches) {
    return WinCounting.of(this, batches);
  }

  // ---- running

  /**
   * @param images [N, H, W, channels]
   * @return [N, classes]
   * @throws ShapeException for another shape
   */
  public Tensor logits(Tensor images) {
    return run(images, computed, (layer, x, block, y) -> {});
  }

  /** The class with the largest logit of each image. */
  public int[] predict(Tensor images) {
    return logits(images).argmax(1);
  }

  /**
   * Part of the images whose largest logit is their label's, from 0 to 1.
   *
   * @throws IllegalArgumentException if there are no images
   */
  public double accuracy(Iterable<Batch> batches) {
    long images = 0;
    long right = 0;
    for (Batch batch : batches) {
      int[] predictions = predict(batch.inputs());
      for (int i = 0; i < predictions.length; i++) {
        right += predictions[i] == batch.labels()[i] ? 1 : 0;
      }
      images += predictions.length;
    }
    if (images == 0) {
      throw new IllegalArgumentException("accuracy: no images given");
    }
    return (double) right / images;
  }

  /** Sees what goes into a layer and what comes out; must not keep it. */
  interface Observer {
    void saw(DecidedLayer layer, SparseActivations x, SparseActivations block, SparseActivations y);
  }

  Tensor logits(Tensor images, Observer observer) {
    return run(images, new Filling.Computed(layers, weight), observer);
  }

  private Tensor run(Tensor images, Filling.Computed network, Observer observer) {
    if (images.rank() != 4 || images.extent(3) != channels()) {
      throw new ShapeException(
          "dham: images " + images.shape() + " must be [N,H,W," + channels() + "]");
    }
    Memory own = memory.get();
    own.workspace.takeBack();
    List<DecidedLayer> all = network.layers();
    try (Workspace.Scope scope = own.workspace.open()) {
      SparseActivations x = own.take(stem.output(images.shape()));
      stem.apply(images, x, x, isSparse(all, 0));
      SparseActivations block = null;
      for (int i = 0; i < all.size(); i++) {
        DecidedLayer layer = all.get(i);
        if (layer.beginsBlock()) {
          own.give(block);
          block = x;
        }
        SparseActivations y = own.take(layer.output(x.shape()));
        layer.apply(x, block, y, isSparse(all, i + 1));
        observer.saw(layer, x, block, y);
        if (x != block) {
          own.give(x);
        }
        x = y;
      }
      own.give(block);
      Tensor logits = means(x).matmul(network.weight()).add(bias).keep();
      own.give(x);
      return logits;
    }
  }

  private static boolean isSparse(List<DecidedLayer> layers, int layer) {
    return layer < layers.size() && layers.get(layer).execution() == Execution.SPARSE;
  }

  /** Of each map over its locations: [N, maps]. */
  private static Tensor means(SparseActivations x) {
    Shape shape = x.shape();
    int locations = shape.extent(1) * shape.extent(2);
    int maps = shape.extent(3);
    Tensor means = Tensor.zeros(shape.extent(0), maps);
    for (int image = 0; image < shape.extent(0); image++) {
      x.addTo(means.data(), image * maps, 0, image * locations, locations);
    }
    float[] data = means.data();
    for (int i = 0; i < data.length; i++) {
      data[i] /= locations;
    }
    return means;
  }

  /** What a thread uses from call to call. */
  private static final class Memory {
    final Workspace workspace = new Workspace();
    private final Map<Shape, Deque<SparseActivations>> idle = new HashMap<>();

    SparseActivations take(Shape shape) {
      Deque<SparseActivations> some = idle.get(shape);
      return some == null || some.isEmpty() ? new SparseActivations(shape) : some.pop();
    }

    void give(SparseActivations winners) {
      if (winners != null) {
        idle.computeIfAbsent(winners.shape(), shape -> new ArrayDeque<>()).push(winners);
      }
    }
  }

  /** The inputs of each layer, as it is computed, on some images: for calibration. */
  List<LayerInput> inputs(Tensor images) {
    List<LayerInput> inputs = new ArrayList<>();
    SparseActivations[] last = new SparseActivations[2];
    run(
        images,
        computed,
        (layer, x, block, y) -> {
          if (layer.beginsBlock()) {
            last[1] = SparseActivations.of(block.dense());
          }
          last[0] = layer.beginsBlock() ? last[1] : SparseActivations.of(x.dense());
          inputs.add(new LayerInput(layer, last[0], last[1]));
        });
    return inputs;
  }

  /** A layer and what goes into it. */
  record LayerInput(DecidedLayer layer, SparseActivations x, SparseActivations block) {}
}
