package decisive.nn.decide;

import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Runs one image, keeps every decision, and goes back from a class's score to what it is owed to.
 *
 * <p>While its decisions stand, a decided network is linear: a winner hands on its value, a loser
 * 0. So with d = the derivative of the score by what a layer hands on,
 *
 * <pre>
 *   last layer          d[h, w, m] = weight[m, class] / (H · W)
 *   a layer's sums      d where its map won, else 0
 *   its input           the convolution's gradient of that, and at a block's beginning the
 *                       gradient through the way around
 * </pre>
 *
 * and a value v is owed v · d: together with the biases that follow, a layer's make up the score.
 */
final class Explanation {
  private final Dham dham;

  /** What went into each layer and its block, and what came out. */
  private record Step(DecidedLayer layer, Tensor x, Tensor block, Tensor sums, Tensor y) {}

  private final List<Step> steps = new ArrayList<>();

  private Explanation(Dham dham) {
    this.dham = dham;
  }

  /**
   * @param asked the class to explain, or none for the network's answer
   */
  static Reading of(Dham dham, Tensor image, OptionalInt asked) {
    if (image.rank() != 4 || image.extent(0) != 1 || image.extent(3) != dham.channels()) {
      throw new ShapeException(
          "explain: image " + image.shape() + " must be [1,H,W," + dham.channels() + "]");
    }
    if (asked.isPresent() && (asked.getAsInt() < 0 || asked.getAsInt() >= dham.classes())) {
      throw new IllegalArgumentException(
          "explain: class "
              + asked.getAsInt()
              + ", the network tells classes 0 to "
              + (dham.classes() - 1)
              + " apart");
    }
    return new Explanation(dham).reading(image, asked);
  }

  private Reading reading(Tensor image, OptionalInt asked) {
    DecidedLayer stem = dham.stem();
    Tensor sums = stem.sums(image, image);
    Tensor x = decided(stem, sums);
    steps.add(new Step(stem, image, image, sums, x));
    Tensor block = x;
    for (DecidedLayer layer : dham.layers()) {
      block = layer.beginsBlock() ? x : block;
      sums = layer.sums(x, block);
      Tensor y = decided(layer, sums);
      steps.add(new Step(layer, x, block, sums, y));
      x = y;
    }
    int locations = x.extent(1) * x.extent(2);
    Tensor means =
        x.reshape(locations, x.extent(3)).sum(0).mul(1f / locations).reshape(1, x.extent(3));
    Tensor logits = means.matmul(dham.weight()).add(dham.bias()).reshape(dham.classes());
    int answer = logits.reshape(1, logits.size()).argmax(1)[0];
    return back(logits, asked.orElse(answer), locations);
  }

  private Reading back(Tensor logits, int asked, int locations) {
    Step last = steps.get(steps.size() - 1);
    Tensor d = Tensor.zeros(last.y.shape().extents());
    for (int i = 0; i < d.size(); i++) {
      int map = i % d.extent(3);
      d.data()[i] = dham.weight().get(map, asked) / locations;
    }
    List<LayerReading> layers = new ArrayList<>();
    Tensor aroundBlock = null;
    for (int i = steps.size() - 1; i > 0; i--) {
      Step step = steps.get(i);
      layers.add(reading(step, d));
      if (d == null || step.layer.groups().winnersToOne()) {
        d = null;
        continue;
      }
      Tensor ofSums = whereWon(d, step.y);
      if (step.layer.around() != DecidedLayer.Around.NONE) {
        aroundBlock = step.layer.toBlock(ofSums, step.block.shape());
      }
      d = step.layer.toInput(ofSums, step.x.shape());
      if (step.layer.beginsBlock()) {
        d = d.add(aroundBlock);
      }
    }
    Collections.reverse(layers);
    Step first = steps.get(0);
    Optional<Tensor> pixels =
        Optional.ofNullable(d)
            .map(
                known ->
                    alone(
                        first
                            .layer
                            .toInput(whereWon(known, first.y), first.x.shape())
                            .mul(first.x)));
    return new Reading(logits, asked, List.copyOf(layers), pixels);
  }

  private static Tensor decided(DecidedLayer layer, Tensor sums) {
    Tensor y = sums.copy();
    int locations = y.shape().span(0, 3);
    layer.groups().decide(y.data(), 0, locations, new float[y.size()]);
    return y;
  }

  private static Tensor whereWon(Tensor d, Tensor y) {
    Tensor won = d.copy();
    for (int i = 0; i < won.size(); i++) {
      won.data()[i] = y.data()[i] != 0 ? won.data()[i] : 0;
    }
    return won;
  }

  private static LayerReading reading(Step step, Tensor d) {
    return new LayerReading(
        step.layer.name(),
        step.layer.groups(),
        alone(step.y),
        margins(step.layer.groups(), step.sums),
        Optional.ofNullable(d).map(known -> alone(known.mul(step.y))));
  }

  /** Without the axis of images. */
  private static Tensor alone(Tensor x) {
    return x.reshape(x.extent(1), x.extent(2), x.extent(3));
  }

  private static Tensor margins(Groups groups, Tensor sums) {
    Shape shape = sums.shape();
    Tensor margins = Tensor.zeros(shape.extent(1), shape.extent(2), groups.count());
    for (int i = 0; i < margins.size(); i++) {
      int at = i / groups.count() * groups.maps();
      float first = 0;
      float second = 0;
      for (int member : groups.members(i % groups.count())) {
        float a = sums.data()[at + member];
        second = Math.max(second, Math.min(a, first));
        first = Math.max(first, a);
      }
      margins.data()[i] = first > 0 ? (first - second) / first : Float.NaN;
    }
    return margins;
  }
}
