package decisive.nn.count;

import decisive.nn.Module;
import decisive.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Multiplications a decided network needs for one image: by a rule from what it is made of ({@link
 * #of}), or measured on data ({@link ExecutedCount}).
 *
 * @param convolutions by name, in order of execution
 * @param linear of the linear layers, outside the paper's count: values in that can be other than
 *     zero × values out
 */
public record MultiplicationCount(Map<String, Long> convolutions, long linear) {
  public MultiplicationCount {
    convolutions = Collections.unmodifiableMap(new LinkedHashMap<>(convolutions));
  }

  /**
   * Reads the network's parts; runs nothing, and makes no weights.
   *
   * @param input of one image: [H, W, C], or [values] where there are no convolutions
   * @throws decisive.tensor.ShapeException if the input does not fit the network
   * @throws IllegalArgumentException if what the network computes cannot be read; see {@link
   *     decisive.nn.topology.Topology}
   */
  public static MultiplicationCount of(Module network, Shape input, CountingRule rule) {
    Walk walk = Walk.of(network, input);
    Map<String, Long> convolutions = new LinkedHashMap<>();
    for (ConvolutionSite site : walk.convolutions()) {
      convolutions.merge(site.name(), rule.multiplications(site), Long::sum);
    }
    return new MultiplicationCount(convolutions, walk.linear());
  }

  /** All convolutions together: what the paper's Table 1 shows. */
  public long total() {
    return convolutions.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The sums. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d multiplications in %d convolutions, %,d in linear layers",
        total(),
        convolutions.size(),
        linear);
  }
}
