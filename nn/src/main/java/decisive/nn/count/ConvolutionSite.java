package decisive.nn.count;

import decisive.nn.Module;
import decisive.tensor.Shape;
import java.util.List;

/**
 * A convolution at its place in a network.
 *
 * @param name of its module, as {@code layer1.0.conv1}
 * @param inputs channels in
 * @param outputs channels out
 * @param size edge of the kernel
 * @param groups runs of channels that do not see one another; 1 for all in one
 * @param outputHeight of the maps it makes
 * @param outputWidth of the maps it makes
 * @param readsBlockInput whether its input is a block's input: a block's first convolution and its
 *     shortcut
 * @param inputGroupSize maps of a group (k) of the competition that made its input; 1 where there
 *     was none
 * @param inputWinners maps of its input that can be other than zero at a location: one of each
 *     group, and behind pooling as many as its window has places, of the group's at most
 */
public record ConvolutionSite(
    String name,
    int inputs,
    int outputs,
    int size,
    int groups,
    int outputHeight,
    int outputWidth,
    boolean readsBlockInput,
    int inputGroupSize,
    int inputWinners) {
  /**
   * The convolutions of a network, in order of execution; a block's shortcut after its layers.
   *
   * @param input of one image: [H, W, C], or [values] where there are no convolutions
   * @throws decisive.tensor.ShapeException if the input does not fit the network
   * @throws IllegalArgumentException if what the network computes cannot be read; see {@link
   *     decisive.nn.topology.Topology}
   */
  public static List<ConvolutionSite> of(Module network, Shape input) {
    return Walk.of(network, input).convolutions();
  }

  /** Values it makes for an image. */
  public long outputElements() {
    return (long) outputHeight * outputWidth * outputs;
  }

  /** Places of the kernel. */
  public int area() {
    return size * size;
  }
}
