package decisive.nn.decide;

import decisive.tensor.Convolution2d;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.ScratchMemory;
import decisive.tensor.parallel.Workers;
import decisive.tensor.sparse.SparseActivations;
import decisive.tensor.sparse.SparseWeights;
import java.util.Arrays;

/**
 * Computes a layer of a decided network, densely or from its input's entries alone.
 *
 * <p>The sparse way does not look at inputs that are zero. At some output locations it adds up the
 * rows of weights that the winners in their windows select ({@link SparseWeights#add}), then lists
 * who wins there. Each sum is b, then the rows in the order of taps and maps, then the shortcut; so
 * neither threads nor kernels change a bit.
 */
final class LayerComputation implements Computation {
  /**
   * Sums of a task: 256 KiB stay in a second-level cache and leave room for rows. The more there
   * are, the more often a row is used while it is in the first-level cache.
   */
  private static final int SUMS = 1 << 16;

  /** So many tasks each thread should have, lest it wait for another's. */
  private static final int TASKS_EACH = 2;

  /** With fewer tasks than this, blocks of outputs are tasks too. */
  private static final int FEW_TASKS = 16;

  /** So are more blocks than this: their rows, together, fit into no second-level cache. */
  private static final int FEW_BLOCKS = 2;

  private final DecidedLayer layer;
  private final FoldedWeights weights;

  /** Of the shortcut, or null. */
  private final FoldedWeights projection;

  private final boolean addsBlock;
  private final SparseWeights sparse;
  private final float[] bias;

  /** The bias, padded to the sparse weights' columns. */
  private final float[] begin;

  LayerComputation(DecidedLayer layer) {
    this.layer = layer;
    weights = layer.weights();
    projection = layer.shortcut() instanceof Shortcut.Projection own ? own.weights() : null;
    addsBlock = layer.shortcut() instanceof Shortcut.Identity;
    sparse = layer.execution() == Execution.SPARSE ? packed() : null;
    bias = bias(layer);
    begin = sparse == null ? null : Arrays.copyOf(bias, sparse.columns());
  }

  private SparseWeights packed() {
    return new SparseWeights(weights.weight(), projection == null ? null : projection.weight());
  }

  /** What all sums begin with: the layer's bias and its projection's. */
  private static float[] bias(DecidedLayer layer) {
    float[] bias = layer.weights().bias().data().clone();
    if (layer.shortcut() instanceof Shortcut.Projection projection) {
      for (int o = 0; o < bias.length; o++) {
        bias[o] += projection.weights().bias().data()[o];
      }
    }
    return bias;
  }

  DecidedLayer layer() {
    return layer;
  }

  @Override
  public Shape output(Shape input) {
    return layer.output(input);
  }

  /** Whether it looks at its input's entries alone. */
  boolean isSparse() {
    return sparse != null;
  }

  @Override
  public void apply(
      SparseActivations x, SparseActivations block, SparseActivations y, boolean listed) {
    if (layer.endsBlock()) {
      checkShortcut(layer, block.shape(), y.shape());
    }
    if (isSparse()) {
      sparse(x, block, y);
    } else {
      dense(x.dense(), block, y, listed);
    }
  }

  private static void checkShortcut(DecidedLayer layer, Shape block, Shape sums) {
    Shape added =
        layer.shortcut() instanceof Shortcut.Projection projection
            ? projection.weights().geometry(block).output()
            : block;
    if (!added.equals(sums)) {
      throw new ShapeException(
          layer.name() + ": sums " + sums + " and the shortcut's " + added + " differ");
    }
  }

  // ---- dense

  private void dense(Tensor x, SparseActivations block, SparseActivations y, boolean listed) {
    Tensor other = projection == null ? null : projection.product(block.dense());
    int width = y.shape().extent(2);
    int channels = y.shape().extent(3);
    int line = width * channels;
    if (listed) {
      y.becomeList();
      forEachLine(
          x,
          (from, to, sums, offset) -> {
            for (int i = from; i < to; i++) { // a line stays in the first-level cache
              complete(block, other, i, width, sums, offset + (i - from) * line);
            }
            y.fill(from, to, sums, offset, channels, this::mark);
          });
      return;
    }
    boolean competes = layer.groups().competes();
    float[] factors = competes ? Tensor.empty(y.shape()).data() : null; // else not used
    y.become(
        withLines(
            x,
            (from, to, sums, offset) -> {
              for (int i = from; i < to; i++) {
                complete(block, other, i, width, sums, i * line);
                if (layer.keeps() != DecidedLayer.Keeps.ALL) {
                  layer.groups().decide(sums, i * line, width, factors);
                }
              }
            }));
  }

  /** Hands on the product's lines, which are not kept. */
  private void forEachLine(Tensor x, Convolution2d.LineTaker taker) {
    if (weights.linear()) {
      withLines(x, taker);
    } else {
      weights.geometry(x.shape()).forward(x, weights.weight(), taker);
    }
  }

  /** The product, its lines changed. */
  private Tensor withLines(Tensor x, Convolution2d.LineTaker change) {
    if (!weights.linear()) {
      return weights.geometry(x.shape()).forwardThen(x, weights.weight(), change);
    }
    Tensor sums = weights.product(x);
    int outputs = weights.outputs();
    Workers.forEachRange(
        x.extent(0),
        Math.max(1, Workers.CHUNK / outputs),
        (from, to) -> change.take(from, to, sums.data(), from * outputs));
    return sums;
  }

  /** Adds the bias, and what the shortcut adds, to a line of sums. */
  private void complete(
      SparseActivations block, Tensor other, int line, int width, float[] sums, int offset) {
    Kernels kernels = KernelSet.active();
    int channels = bias.length;
    for (int j = 0; j < width; j++) {
      kernels.add(bias, 0, sums, offset + j * channels, channels);
    }
    if (addsBlock) {
      block.addTo(sums, offset, channels, line * width, width);
    }
    if (other != null) {
      kernels.add(other.data(), line * width * channels, sums, offset, width * channels);
    }
  }

  /** What is decided upon, one operation after the other, to be explained. */
  static Tensor sums(DecidedLayer layer, Tensor x, Tensor block) {
    float[] bias = bias(layer);
    Tensor sums = layer.weights().product(x).add(Tensor.of(bias, bias.length));
    if (layer.endsBlock()) {
      checkShortcut(layer, block.shape(), sums.shape());
    }
    if (layer.shortcut() instanceof Shortcut.Projection projection) {
      return sums.add(projection.weights().product(block));
    }
    return layer.endsBlock() ? sums.add(block) : sums;
  }

  // ---- sparse

  private void sparse(SparseActivations x, SparseActivations block, SparseActivations y) {
    x.list();
    if (projection != null) {
      block.list();
    }
    y.becomeList();
    int lines = y.shape().span(0, 2);
    int parts = parts(y.shape());
    int linesEach = linesEach(y.shape(), parts);
    if (parts == 1) {
      Workers.forEachRange(
          lines,
          linesEach,
          (from, to) -> {
            Band band = new Band(from, to, y.shape());
            float[] sums = ScratchMemory.products(band.locations() * sparse.columns());
            add(x, block, band, 0, sparse.blocks(), sums, 0);
            decide(block, band, sums, 0, y);
          });
      return;
    }
    int line = y.shape().extent(2) * sparse.columns();
    Tensor sums = Tensor.empty(Shape.of(lines * line));
    int tasks = (lines - 1) / linesEach + 1;
    Workers.forEach(
        tasks * parts,
        task -> {
          int from = task % tasks * linesEach; // the tasks of a block, with the same rows, together
          int first = task / tasks;
          Band band = new Band(from, Math.min(lines, from + linesEach), y.shape());
          add(x, block, band, first, first + 1, sums.data(), from * line);
        });
    Workers.forEachRange(
        lines,
        Math.max(1, linesEach / parts),
        (from, to) -> decide(block, new Band(from, to, y.shape()), sums.data(), from * line, y));
  }

  /** Parts of the outputs that are tasks of their own: all blocks together, or each. */
  private int parts(Shape output) {
    boolean many = output.span(0, 2) / linesEach(output, 1) >= FEW_TASKS;
    return many && sparse.blocks() <= FEW_BLOCKS ? 1 : sparse.blocks();
  }

  /**
   * Output lines of a task, of a part of the outputs. They depend on the number of threads, no bit
   * does: every location's sums are its own.
   */
  private int linesEach(Shape output, int parts) {
    int most = SUMS * parts / sparse.columns() / output.extent(2);
    long fair = (long) output.span(0, 2) * parts / (TASKS_EACH * Workers.threads());
    return (int) Math.max(1, Math.min(most, fair));
  }

  /** Some output lines, counted through all images. */
  private record Band(int from, int to, int width) {
    Band(int from, int to, Shape output) {
      this(from, to, output.extent(2));
    }

    int locations() {
      return (to - from) * width;
    }
  }

  /** The sums of a band's locations, of some blocks of outputs. */
  private void add(
      SparseActivations x,
      SparseActivations block,
      Band band,
      int fromBlock,
      int toBlock,
      float[] sums,
      int offset) {
    sparse.add(
        x,
        weights.geometry(x.shape()),
        0,
        band.from,
        band.to,
        fromBlock,
        toBlock,
        begin,
        sums,
        offset);
    if (projection != null) {
      sparse.add(
          block,
          projection.geometry(block.shape()),
          weights.weight().shape().span(0, 3),
          band.from,
          band.to,
          fromBlock,
          toBlock,
          null,
          sums,
          offset);
    }
  }

  /** Adds the block's input where that is the shortcut, and decides. */
  private void decide(
      SparseActivations block, Band band, float[] sums, int offset, SparseActivations y) {
    int columns = sparse.columns();
    if (addsBlock) {
      block.addTo(sums, offset, columns, band.from * band.width, band.locations());
    }
    y.fill(band.from, band.to, sums, offset, columns, this::mark);
  }

  /** Marks what is left of locations' sums, as {@link Groups#mark}. */
  private void mark(float[] y, int offset, int stride, int locations, long[] marks) {
    if (layer.keeps() == DecidedLayer.Keeps.ALL) {
      KernelSet.active().markNonZeros(y, offset, stride, locations, bias.length, marks);
    } else {
      layer.groups().mark(y, offset, stride, locations, marks);
    }
  }
}
