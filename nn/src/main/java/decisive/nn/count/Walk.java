package decisive.nn.count;

import decisive.nn.Module;
import decisive.nn.competition.Competitor;
import decisive.nn.layer.AveragePool2d;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Linear;
import decisive.nn.layer.MaxPool2d;
import decisive.nn.topology.Step;
import decisive.nn.topology.Topology;
import decisive.tensor.Convolution2d;
import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Follows the shape of one image through a network, noting each convolution and linear layer. */
final class Walk {
  private final List<ConvolutionSite> convolutions = new ArrayList<>();
  private long linear;

  /** {H, W, C} or {values}; not a shape, as their product may be more than an array holds. */
  private int[] extents;

  /** Maps a group of the last competition, and its locations that a value may come from. */
  private int groupSize = 1;

  private int places = 1;

  private Walk(Shape input) {
    extents = input.extents();
    boolean positive = Arrays.stream(extents).allMatch(extent -> extent > 0);
    if ((input.rank() != 1 && input.rank() != 3) || !positive) {
      throw new ShapeException(
          "count: input "
              + input
              + " must be one image's, [H,W,C], or [values], 1 or more of each");
    }
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
      extents = new int[] {Arrays.stream(extents).reduce(1, Math::multiplyExact)};
    }
  }

  private void block(Step.Residual block) {
    int[] input = extents;
    int inputGroup = groupSize;
    int inputPlaces = places;
    for (int i = 0; i < block.layers().size(); i++) {
      layer(block.layers().get(i), i == 0);
    }
    int[] output = extents;
    int outputGroup = groupSize;
    extents = input;
    groupSize = inputGroup;
    places = inputPlaces;
    block.projection().ifPresent(projection -> layer(projection, true));
    if (!Arrays.equals(extents, output)) {
      throw new ShapeException(
          "the layers make " + text(output) + " of " + text(input) + ", the shortcut " + text());
    }
    groupSize = outputGroup;
    places = 1;
  }

  private void layer(Step.Layer layer, boolean readsBlockInput) {
    if (layer.layer() instanceof Conv2d conv) {
      if (extents.length != 3 || extents[2] != conv.inputs()) {
        throw new ShapeException(
            "conv2d: input " + text() + " must be [H,W," + conv.inputs() + "]");
      }
      Shape window = Shape.of(conv.size(), conv.size(), 1, 1);
      become(new Convolution2d(oneMap(), window, conv.geometry().groups(1)).output());
      extents[2] = conv.outputs();
      convolutions.add(
          new ConvolutionSite(
              layer.name(),
              conv.inputs(),
              conv.outputs(),
              conv.size(),
              conv.geometry().groups(),
              extents[0],
              extents[1],
              readsBlockInput,
              groupSize,
              winners(conv.inputs())));
    } else {
      Linear product = (Linear) layer.layer();
      if (extents.length != 1 || extents[0] != product.inputs()) {
        throw new ShapeException("linear: input " + text() + " must be [" + product.inputs() + "]");
      }
      extents = new int[] {product.outputs()};
      linear += (long) winners(product.inputs()) * product.outputs();
    }
    groupSize =
        layer.activation().isPresent() && layer.activation().get() instanceof Competitor competitor
            ? competitor.groupSize()
            : 1;
    places = 1;
  }

  /** Of so many values, those that can be other than zero. */
  private int winners(int values) {
    return values / groupSize * Math.min(groupSize, places);
  }

  /** A window holds as many winners as it has places; a mean over a whole map is taken as dense. */
  private void pool(Module pool) {
    if (extents.length != 3) {
      throw new ShapeException(pool.description() + ": input " + text() + " must be [H,W,C]");
    }
    if (pool instanceof MaxPool2d max) {
      become(max.output(oneMap()));
      places = Math.multiplyExact(places, max.size() * max.size());
    } else if (pool instanceof AveragePool2d average) {
      become(average.output(oneMap()));
      places = Math.multiplyExact(places, average.size() * average.size());
    } else {
      extents = new int[] {extents[2]};
      groupSize = 1;
    }
  }

  private Shape oneMap() {
    return Shape.of(1, extents[0], extents[1], 1);
  }

  /** Takes the height and the width of a map. */
  private void become(Shape map) {
    extents = new int[] {map.extent(1), map.extent(2), extents[2]};
  }

  private String text() {
    return text(extents);
  }

  private static String text(int[] extents) {
    return Arrays.toString(extents).replace(" ", "");
  }
}
