package decisive.nn.decide;

import decisive.tensor.Convolution2d;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import decisive.tensor.kernels.KernelSet;
import decisive.tensor.kernels.Kernels;
import decisive.tensor.kernels.ScratchMemory;
import decisive.tensor.parallel.Workers;
import decisive.tensor.sparse.SparseActivations;
import decisive.tensor.sparse.SparseWeights;
import java.util.Arrays;

/**
 * A convolution of a decided network and what follows it: perhaps the way around its block, and the
 * decision.
 *
 * <pre>  y = decide(b + conv(x, w) [+ around(block's input)])</pre>
 *
 * <p>The sparse way does not look at inputs that are zero. At some output locations it adds up the
 * rows of weights that the winners in their windows select ({@link SparseWeights#add}), then lists
 * who wins there. Each sum is b, then the rows in the order of taps and maps, then the way around;
 * so neither threads nor kernels change a bit.
 */
final class DecidedLayer {
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

  /** How a block's input reaches a block's last sum. */
  enum Around {
    NONE,
    IDENTITY,
    PROJECTION
  }

  private final String name;
  private final boolean beginsBlock;
  private final DecidedConvolution convolution;
  private final Around around;
  private final DecidedConvolution projection;
  private final Groups groups;
  private final Execution execution;
  private final SparseWeights sparse;
  private final float[] bias;

  /** The bias, filled up to the sparse weights' columns. */
  private final float[] begin;

  DecidedLayer(
      String name,
      boolean beginsBlock,
      DecidedConvolution convolution,
      Around around,
      DecidedConvolution projection,
      Groups groups,
      Execution execution) {
    this.name = name;
    this.beginsBlock = beginsBlock;
    this.convolution = convolution;
    this.around = around;
    this.projection = projection;
    this.groups = groups;
    this.execution = execution;
    this.sparse = execution == Execution.SPARSE ? packed(convolution, projection) : null;
    this.bias = convolution.bias().data().clone();
    for (int o = 0; projection != null && o < bias.length; o++) {
      bias[o] += projection.bias().data()[o];
    }
    this.begin = sparse == null ? null : Arrays.copyOf(bias, sparse.columns());
  }

  private static SparseWeights packed(
      DecidedConvolution convolution, DecidedConvolution projection) {
    return new SparseWeights(convolution.weight(), projection == null ? null : projection.weight());
  }

  /** The same layer, computed in another way. */
  DecidedLayer with(Execution way) {
    return way == execution
        ? this
        : new DecidedLayer(name, beginsBlock, convolution, around, projection, groups, way);
  }

  /** The same layer, its winners becoming 1. */
  DecidedLayer winnersToOne() {
    Groups toOne = groups.toOne();
    return new DecidedLayer(name, beginsBlock, convolution, around, projection, toOne, execution);
  }

  String name() {
    return name;
  }

  /** Whether its input is also what its block's way around begins with. */
  boolean beginsBlock() {
    return beginsBlock;
  }

  DecidedConvolution convolution() {
    return convolution;
  }

  Around around() {
    return around;
  }

  DecidedConvolution projection() {
    return projection;
  }

  Groups groups() {
    return groups;
  }

  Execution execution() {
    return execution;
  }

  /** Shape of the result for inputs of a shape. */
  Shape output(Shape input) {
    return convolution.output(input);
  }

  /**
   * @param block the input of the layer's block
   * @param y to be written
   * @param listed whether only its entries will be looked at: the dense way then leaves the zeros
   *     out too
   */
  void apply(SparseActivations x, SparseActivations block, SparseActivations y, boolean listed) {
    if (execution == Execution.DENSE) {
      apply(x.dense(), block, y, listed);
    } else {
      sparse(x, block, y);
    }
  }

  // ---- dense

  /** The dense way, of inputs that are dense anyway, as images are. */
  void apply(Tensor x, SparseActivations block, SparseActivations y, boolean listed) {
    Convolution2d geometry = convolution.geometry(x.shape());
    Tensor other =
        projection == null
            ? null
            : projection.geometry(block.shape()).forward(block.dense(), projection.weight());
    int width = y.shape().extent(2);
    int channels = y.shape().extent(3);
    int line = width * channels;
    if (listed) {
      y.becomeList();
      geometry.forward(
          x,
          convolution.weight(),
          (from, to, sums, at) -> {
            for (int i = from; i < to; i++) { // a line stays in the first-level cache
              complete(block, other, i, width, sums, at + (i - from) * line);
            }
            y.fill(from, to, sums, at, channels, groups::mark);
          });
      return;
    }
    float[] factors = groups.competes() ? Tensor.empty(y.shape()).data() : null; // else not used
    y.become(
        geometry.forwardThen(
            x,
            convolution.weight(),
            (from, to, sums, at) -> {
              for (int i = from; i < to; i++) {
                complete(block, other, i, width, sums, i * line);
                groups.decide(sums, i * line, width, factors);
              }
            }));
  }

  /** Adds the bias, and what goes around the block, to a line of sums. */
  private void complete(
      SparseActivations block, Tensor other, int line, int width, float[] sums, int at) {
    Kernels kernels = KernelSet.active();
    int channels = bias.length;
    for (int j = 0; j < width; j++) {
      kernels.add(bias, 0, sums, at + j * channels, channels);
    }
    if (around == Around.IDENTITY) {
      block.addTo(sums, at, channels, line * width, width);
    }
    if (other != null) {
      kernels.add(other.data(), line * width * channels, sums, at, width * channels);
    }
  }

  // ---- one operation after the other, to be explained

  /** What is decided upon. */
  Tensor sums(Tensor x, Tensor block) {
    Tensor sums = convolution.geometry(x.shape()).forward(x, convolution.weight());
    sums = sums.add(Tensor.of(bias, bias.length));
    return switch (around) {
      case NONE -> sums;
      case IDENTITY -> sums.add(block);
      case PROJECTION ->
          sums.add(projection.geometry(block.shape()).forward(block, projection.weight()));
    };
  }

  /** The gradient to the input of that to the sums. */
  Tensor toInput(Tensor d, Shape x) {
    return convolution.geometry(x).toInput(d, convolution.weight());
  }

  /** The gradient to the block's input through the way around. */
  Tensor toBlock(Tensor d, Shape block) {
    return projection == null ? d : projection.geometry(block).toInput(d, projection.weight());
  }

  // ---- sparse

  private void sparse(SparseActivations x, SparseActivations block, SparseActivations y) {
    x.list();
    if (around == Around.PROJECTION) {
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
      int at) {
    sparse.add(
        x,
        convolution.geometry(x.shape()),
        0,
        band.from,
        band.to,
        fromBlock,
        toBlock,
        begin,
        sums,
        at);
    if (around == Around.PROJECTION) {
      sparse.add(
          block,
          projection.geometry(block.shape()),
          convolution.weight().shape().span(0, 3),
          band.from,
          band.to,
          fromBlock,
          toBlock,
          null,
          sums,
          at);
    }
  }

  /**
   * Rows of weights that all locations select together.
   *
   * @param window by their windows
   * @param around by the way around, where it is a projection
   */
  record Selected(long window, long around) {}

  Selected selected(SparseActivations x, SparseActivations block) {
    x.list();
    block.list();
    return new Selected(
        SparseWeights.selected(x, convolution.geometry(x.shape())),
        around == Around.PROJECTION
            ? SparseWeights.selected(block, projection.geometry(block.shape()))
            : 0);
  }

  /** Adds the block's input where that goes around, and decides. */
  private void decide(
      SparseActivations block, Band band, float[] sums, int at, SparseActivations y) {
    int columns = sparse.columns();
    if (around == Around.IDENTITY) {
      block.addTo(sums, at, columns, band.from * band.width, band.locations());
    }
    y.fill(band.from, band.to, sums, at, columns, groups::mark);
  }
}
