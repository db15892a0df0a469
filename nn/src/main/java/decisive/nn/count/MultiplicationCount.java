package decisive.nn.count;

import decisive.nn.resnet.ConvolutionSite;
import decisive.nn.resnet.ResNetDesign;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Multiplications a decided network needs for one image: by a rule from its design ({@link #of}),
 * or measured on data ({@link ExecutedCount}).
 *
 * @param convolutions by name, in order of execution
 * @param linear the last layer's, outside the paper's count
 */
public record MultiplicationCount(Map<String, Long> convolutions, long linear) {
  public MultiplicationCount {
    convolutions = Collections.unmodifiableMap(new LinkedHashMap<>(convolutions));
  }

  /**
   * @param height of the images
   * @param width of the images
   */
  public static MultiplicationCount of(
      ResNetDesign design, int height, int width, CountingRule rule) {
    Map<String, Long> convolutions = new LinkedHashMap<>();
    for (ConvolutionSite site : design.convolutions(height, width)) {
      convolutions.put(site.name(), rule.multiplications(site));
    }
    int features = design.outputs(design.blocks().size() - 1);
    return new MultiplicationCount(convolutions, (long) features * design.classes());
  }

  /** All convolutions together: what the paper's Table 1 shows. */
  public long total() {
    return convolutions.values().stream().mapToLong(Long::longValue).sum();
  }
}
