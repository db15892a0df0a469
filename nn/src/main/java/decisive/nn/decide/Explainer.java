package decisive.nn.decide;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Runs one input, keeps every decision, and goes back from an output to what it is attributed to.
 *
 * <p>While its decisions stand, a decided network is linear: a winner hands on its value, a loser
 * 0. So with d = the derivative of the output by what a step hands on,
 *
 * <pre>
 *   a layer's sums      d where its map won, else 0
 *   its input           the convolution's gradient of that, and at a block's beginning the
 *                       gradient through the shortcut
 *   a pooling's input   the pooling's gradient of d
 * </pre>
 *
 * and to a value v is attributed v · d: together with the biases that follow, a layer's make up the
 * output.
 */
final class Explainer {
  private final Dham dham;
  private final Tensor input;

  /** What went into a step and its block, and what came out; the sums of a layer only. */
  private record Trace(DecidedStep step, Tensor x, Tensor block, Tensor sums, Tensor y) {}

  private final List<Trace> traces = new ArrayList<>();

  private Explainer(Dham dham, Tensor input) {
    this.dham = dham;
    this.input = input;
  }

  /**
   * @param target the output to explain, or none for the largest
   */
  static Explanation of(Dham dham, Tensor input, OptionalInt target) {
    dham.structure().image("explain", input);
    dham.checkVectors("explain");
    if (target.isPresent() && (target.getAsInt() < 0 || target.getAsInt() >= dham.outputs())) {
      throw new IllegalArgumentException(
          "explain: class "
              + target.getAsInt()
              + ", the network's classes are 0 to "
              + (dham.outputs() - 1));
    }
    return new Explainer(dham, input).explanation(target);
  }

  private Explanation explanation(OptionalInt target) {
    Tensor x = dham.structure().image("explain", input);
    Tensor block = x;
    for (DecidedStep step : dham.steps()) {
      Tensor sums = null;
      Tensor y;
      if (step instanceof DecidedLayer layer) {
        block = layer.beginsBlock() ? x : block;
        sums = LayerComputation.sums(layer, x, block);
        y = decided(layer, sums);
      } else if (step instanceof DecidedPool pool) {
        y = pool.of(x);
      } else {
        y = x.reshape(1, 1, 1, x.size());
      }
      traces.add(new Trace(step, x, block, sums, y));
      x = y;
    }
    Tensor logits = x.reshape(x.size());
    return back(logits, target.orElse(x.reshape(1, x.size()).argmax(1)[0]));
  }

  private static Tensor decided(DecidedLayer layer, Tensor sums) {
    if (layer.keeps() == DecidedLayer.Keeps.ALL) {
      return sums;
    }
    Tensor y = sums.copy();
    layer.groups().decide(y.data(), 0, y.shape().span(0, 3), new float[y.size()]);
    return y;
  }

  private Explanation back(Tensor logits, int target) {
    float[] chosen = new float[logits.size()];
    chosen[target] = 1;
    Tensor d = Tensor.of(chosen, 1, 1, 1, chosen.length);
    List<LayerExplanation> layers = new ArrayList<>();
    Tensor throughShortcut = null;
    for (int i = traces.size() - 1; i >= 0; i--) {
      Trace trace = traces.get(i);
      if (trace.step instanceof DecidedPool pool) {
        d = d == null ? null : pool.toInput(d, trace.x);
      } else if (trace.step instanceof DecidedFlatten) {
        d = d == null ? null : d.reshape(trace.x.shape().extents());
      } else {
        DecidedLayer layer = (DecidedLayer) trace.step;
        if (layer.competes()) {
          layers.add(explanation(layer, trace, d));
        }
        Tensor ofSums = toSums(layer, d, trace.y);
        if (layer.endsBlock()) {
          throughShortcut = toBlock(layer, ofSums, trace.block.shape());
        }
        d = ofSums == null ? null : layer.weights().toInput(ofSums, trace.x.shape());
        if (layer.beginsBlock()) {
          d = sum(d, throughShortcut);
        }
      }
    }
    Collections.reverse(layers);
    int[] extents = input.shape().extents();
    int[] alone = Arrays.copyOfRange(extents, 1, extents.length);
    return new Explanation(
        logits,
        target,
        List.copyOf(layers),
        Optional.ofNullable(d).map(known -> known.mul(traces.get(0).x).reshape(alone)));
  }

  /** The derivative by a layer's sums; null if the output does not depend on how large they are. */
  private static Tensor toSums(DecidedLayer layer, Tensor d, Tensor y) {
    if (d == null || layer.groups().winnersToOne()) {
      return null;
    }
    if (layer.keeps() == DecidedLayer.Keeps.ALL) {
      return d;
    }
    Tensor won = d.copy();
    for (int i = 0; i < won.size(); i++) {
      won.data()[i] = y.data()[i] != 0 ? won.data()[i] : 0;
    }
    return won;
  }

  /** The derivative by the block's input, through the shortcut. */
  private static Tensor toBlock(DecidedLayer layer, Tensor ofSums, Shape block) {
    return ofSums != null && layer.shortcut() instanceof Shortcut.Projection projection
        ? projection.weights().toInput(ofSums, block)
        : ofSums;
  }

  private static Tensor sum(Tensor a, Tensor b) {
    return a == null ? b : b == null ? a : a.add(b);
  }

  private static LayerExplanation explanation(DecidedLayer layer, Trace trace, Tensor d) {
    return new LayerExplanation(
        layer.name(),
        layer.groups(),
        alone(trace.y),
        margins(layer.groups(), trace.sums),
        Optional.ofNullable(d).map(known -> alone(known.mul(trace.y))));
  }

  /** Without the axis of inputs. */
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
