package decisive.nn.count;

import decisive.nn.Module;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.AveragePool2d;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Linear;
import decisive.nn.layer.MaxPool2d;
import decisive.nn.topology.Step;
import decisive.nn.topology.Topology;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import java.util.ArrayList;
import java.util.List;

/** Follows the shape of one image through a network, noting each convolution and linear layer. */
final class Walk {
  private final List<ConvolutionSite> convolutions = new ArrayList<>();
  private long linear;

  /** [1, H, W, C] or [1, values]. */
  private Shape shape;

  /** Maps of which one at most is not zero. */
  private int groupSize = 1;

  private Walk(Shape input) {
    boolean positive = true;
    for (int extent : input.extents()) {
      positive &= extent > 0;
    }
    if ((input.rank() != 1 && input.rank() != 3) || !positive) {
      throw new ShapeException(
          "count: input "
              + input
              + " must be one image's, [H,W,C], or [values], 1 or more of each");
    }
    int[] extents = new int[input.rank() + 1];
    extents[0] = 1;
    System.arraycopy(input.extents(), 0, extents, 1, input.rank());
    shape = Shape.of(extents);
  }

  static Walk of(Module network, Shape input) {
    Walk walk = new Walk(input);
    for (Step step : Topology.of(network)) {
      try {
        walk.step(step);
      } catch (ShapeException e) {
        throw new ShapeException("count: " + step.name() + ": " + e.getMessage());
      }
    }
    return walk;
  }

  List<ConvolutionSite> convolutions() {
    return List.copyOf(convolutions);
  }

  /** Products of all linear layers. */
  long linear() {
    return linear;
  }

  private void step(Step step) {
    if (step instanceof Step.Layer layer) {
      layer(layer, false);
    } else if (step instanceof Step.Residual block) {
      block(block);
    } else if (step instanceof Step.Pool pool) {
      pool(pool.pool());
    } else {
      shape = Shape.of(1, shape.size());
    }
  }

  private void block(Step.Residual block) {
    Shape input = shape;
    int inputGroup = groupSize;
    for (int i = 0; i < block.layers().size(); i++) {
      layer(block.layers().get(i), i == 0);
    }
    Shape output = shape;
    int outputGroup = groupSize;
    shape = input;
    groupSize = inputGroup;
    block.projection().ifPresent(projection -> layer(projection, true));
    if (!shape.equals(output)) {
      throw new ShapeException(
          "the layers make " + output + " of " + input + ", the shortcut " + shape);
    }
    groupSize = outputGroup;
  }

  private void layer(Step.Layer layer, boolean readsBlockInput) {
    if (layer.layer() instanceof Conv2d conv) {
      shape = conv.output(shape);
      convolutions.add(
          new ConvolutionSite(
              layer.name(),
              conv.inputs(),
              conv.outputs(),
              conv.size(),
              conv.geometry().groups(),
              shape.extent(1),
              shape.extent(2),
              readsBlockInput,
              groupSize));
    } else {
      Linear product = (Linear) layer.layer();
      if (!shape.equals(Shape.of(1, product.inputs()))) {
        throw new ShapeException(
            "linear: input " + shape + " must be [1," + product.inputs() + "]");
      }
      shape = Shape.of(1, product.outputs());
      linear += (long) product.inputs() / groupSize * product.outputs();
    }
    groupSize =
        layer.activation().isPresent() && layer.activation().get() instanceof Competitor competitor
            ? competitor.groupSize()
            : 1;
  }

  /** A window holds as many winners as it has places; a mean over all of a map leaves no zeros. */
  private void pool(Module pool) {
    if (pool instanceof MaxPool2d max) {
      shape = max.output(shape);
      groupSize = Math.max(1, groupSize / (max.size() * max.size()));
    } else if (pool instanceof AveragePool2d average) {
      shape = average.output(shape);
      groupSize = Math.max(1, groupSize / (average.size() * average.size()));
    } else {
      shape = Shape.of(1, shape.extent(-1));
      groupSize = 1;
    }
  }
}
