package decisive.nn.decide;

import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What a decided network takes and gives: found by following its steps, which must fit. */
final class Structure {
  /** What is handed from step to step. */
  private enum Form {
    /** Either; only the network's inputs may be so. */
    ANY,
    IMAGES,
    VECTORS
  }

  /**
   * @param form what it is
   * @param maps of each location; 0 if that is not known yet
   * @param several whether they are of each of several locations, as flattened images are
   */
  private record Activations(Form form, int maps, boolean several) {}

  private Form input = Form.ANY;

  /** Channels, or values of a vector; 0 where they are not known. */
  private int inputMaps;

  /** Whether an image's first windows are pooled before its channels are known, and flattened. */
  private boolean inputIsOpen = true;

  private Activations now = new Activations(Form.ANY, 0, false);

  /** The present block's input, or null outside one. */
  private Activations block;

  /** Whether what is handed on is what a competition or ReLU left. */
  private boolean isSparse;

  /** Steps that are layers whose inputs are so. */
  private final BitSet sparse = new BitSet();

  private final Set<String> names = new HashSet<>();
  private int step;

  private Structure() {}

  /**
   * @throws IllegalArgumentException if a step does not fit what comes before it: names it
   */
  static Structure of(List<DecidedStep> steps) {
    Structure structure = new Structure();
    for (DecidedStep step : steps) {
      structure.follow(step);
      structure.step++;
    }
    structure.end(steps);
    return structure;
  }

  private void follow(DecidedStep one) {
    if (one instanceof DecidedLayer layer) {
      follow(layer);
      return;
    }
    require(block == null, one.name() + ": inside a residual block, which has layers alone");
    if (one instanceof DecidedFlatten) {
      flatten();
    } else {
      pool((DecidedPool) one);
    }
  }

  private void follow(DecidedLayer layer) {
    FoldedWeights weights = layer.weights();
    require(names.add(layer.name()), layer.name() + ": two layers of this name");
    sparse.set(step, isSparse);
    isSparse = layer.keeps() != DecidedLayer.Keeps.ALL;
    now = taken(layer.name(), weights, now);
    if (layer.beginsBlock()) {
      require(block == null, layer.name() + ": begins a residual block inside another");
      block = now;
    }
    if (layer.endsBlock()) {
      require(block != null, layer.name() + ": ends a residual block that did not begin");
      if (layer.shortcut() instanceof Shortcut.Projection projection) {
        require(names.add(projection.name()), projection.name() + ": two layers of this name");
        taken(projection.name(), projection.weights(), block);
        requireOutputs(projection.name(), projection.weights().outputs(), weights);
      } else {
        requireOutputs(layer.name() + "'s identity shortcut", block.maps, weights);
      }
      block = null;
    }
    now = new Activations(now.form, weights.outputs(), false);
  }

  /** What a layer takes, more of which may be known by the layer. */
  private Activations taken(String name, FoldedWeights weights, Activations x) {
    Form wanted = weights.linear() ? Form.VECTORS : Form.IMAGES;
    if (x.form == Form.ANY) {
      input = wanted;
    }
    require(
        x.form == Form.ANY || x.form == wanted,
        name
            + (weights.linear()
                ? ": a linear layer after images; put a Flatten or GlobalAveragePool before it"
                : ": a convolution after vectors, which have no rows and columns"));
    int maps = weights.inputs();
    if (x.maps == 0 && inputIsOpen) {
      inputMaps = maps;
    }
    inputIsOpen = false;
    boolean fits = x.maps == 0 || (x.several ? maps % x.maps == 0 : maps == x.maps);
    require(
        fits,
        name
            + ": weight "
            + weights.weight().shape()
            + " does not fit "
            + (x.several ? "a multiple of " : "")
            + x.maps
            + " maps before it");
    return new Activations(wanted, maps, false);
  }

  private void pool(DecidedPool pool) {
    require(
        now.form != Form.VECTORS, pool.name() + ": pooling of vectors, which have no locations");
    if (now.form == Form.ANY) {
      input = Form.IMAGES;
    }
    isSparse &= pool.kind() != DecidedPool.Kind.GLOBAL_AVERAGE;
    Form form = pool.kind() == DecidedPool.Kind.GLOBAL_AVERAGE ? Form.VECTORS : Form.IMAGES;
    now = new Activations(form, now.maps, now.several);
  }

  private void flatten() {
    inputIsOpen &= now.form != Form.IMAGES;
    if (now.form != Form.VECTORS) {
      now = new Activations(Form.VECTORS, now.maps, now.form == Form.IMAGES);
    }
  }

  private void end(List<DecidedStep> steps) {
    require(
        steps.stream().anyMatch(DecidedLayer.class::isInstance),
        "no convolution or linear layer to be computed");
    String last = steps.get(steps.size() - 1).name();
    require(block == null, last + ": the residual block before it does not end");
    require(
        !now.several, last + ": flattens the images last; leave it out, or put a Linear behind it");
  }

  private static void requireOutputs(String name, int outputs, FoldedWeights weights) {
    require(
        outputs == weights.outputs(),
        name + ": " + outputs + " maps do not fit the block's " + weights.outputs());
  }

  private static void require(boolean fits, String message) {
    if (!fits) {
      throw new IllegalArgumentException(message);
    }
  }

  // ---- what was found

  /** Whether a step is a layer whose inputs a competition or ReLU left, so that many are zero. */
  boolean mayBeSparse(int index) {
    return sparse.get(index);
  }

  /** Channels of the images, if it takes images of a certain number. */
  OptionalInt channels() {
    return input == Form.IMAGES && inputMaps > 0 ? OptionalInt.of(inputMaps) : OptionalInt.empty();
  }

  /** Maps of the last step. */
  int outputs() {
    return now.maps;
  }

  /** Whether it gives a vector for each input, not an image. */
  boolean givesVectors() {
    return now.form == Form.VECTORS;
  }

  /**
   * Inputs as images; vectors become images of one pixel.
   *
   * @param operation for the error
   * @throws ShapeException if the network does not take them
   */
  Tensor images(String operation, Tensor x) {
    int rank = x.rank();
    boolean fits =
        switch (input) {
          case IMAGES -> rank == 4 && (inputMaps == 0 || x.extent(3) == inputMaps);
          case VECTORS -> rank == 2 && x.extent(1) == inputMaps;
          case ANY -> (rank == 2 || rank == 4) && x.shape().span(1, rank) == inputMaps;
        };
    if (!fits) {
      throw new ShapeException(
          operation + ": " + noun() + "s " + x.shape() + " must be " + wanted("N"));
    }
    return rank == 4 ? x : x.reshape(x.extent(0), 1, 1, x.extent(1));
  }

  /**
   * One input, as {@link #images}.
   *
   * @throws ShapeException if it is not one, or the network does not take it
   */
  Tensor image(String operation, Tensor x) {
    if (x.rank() == 0 || x.extent(0) != 1) {
      throw new ShapeException(
          operation + ": " + noun() + " " + x.shape() + " must be " + wanted("1"));
    }
    return images(operation, x);
  }

  private String noun() {
    return input == Form.IMAGES ? "image" : "input";
  }

  private String wanted(String count) {
    return switch (input) {
      case IMAGES -> "[" + count + ",H,W," + (inputMaps == 0 ? "C" : inputMaps) + "]";
      case VECTORS -> "[" + count + "," + inputMaps + "]";
      case ANY -> "[" + count + "," + inputMaps + "], or images of so many values";
    };
  }

  /** The last step's result as the network gives it: of vectors [N, outputs]. */
  Tensor outputs(Tensor y) {
    return givesVectors() ? y.reshape(y.extent(0), y.extent(3)) : y;
  }
}
