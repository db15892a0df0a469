package decisive.nn.resnet;

/**
 * A convolution at its place in a network.
 *
 * @param name of its module, as {@code layer1.0.conv1}
 * @param inputs channels in
 * @param outputs channels out
 * @param size edge of the kernel
 * @param outputHeight of the maps it makes
 * @param outputWidth of the maps it makes
 * @param readsBlockInput whether its input is a block's input: a block's first convolution and its
 *     shortcut
 * @param inputGroupSize maps a group of the competition that made its input; 1 where there was none
 */
public record ConvolutionSite(
    String name,
    int inputs,
    int outputs,
    int size,
    int outputHeight,
    int outputWidth,
    boolean readsBlockInput,
    int inputGroupSize) {
  /** Values it makes for an image. */
  public long outputElements() {
    return (long) outputHeight * outputWidth * outputs;
  }

  /** Places of the kernel. */
  public int area() {
    return size * size;
  }
}
