package decisive.tensor;

/**
 * How a 2-d convolution goes over its images, the same along both axes, as PyTorch's {@code
 * conv2d}: {@code ConvolutionSettings.of(1, 2).dilation(2).groups(4)}.
 *
 * @param stride pixels from a window to the next, 1 or more
 * @param padding zeros around the images, 0 or more
 * @param dilation pixels from a tap of a window to the next, 1 or more; 1 leaves no gaps
 * @param groups 1 or more: channels of the input and the output are cut into so many runs of equal
 *     length, and the outputs of a run see the inputs of theirs alone. As many groups as input
 *     channels make a depthwise convolution.
 */
public record ConvolutionSettings(int stride, int padding, int dilation, int groups) {
  /**
   * @throws IllegalArgumentException for numbers out of these ranges
   */
  public ConvolutionSettings {
    if (stride < 1 || padding < 0 || dilation < 1 || groups < 1) {
      throw new IllegalArgumentException(
          "conv2d: stride "
              + stride
              + ", padding "
              + padding
              + ", dilation "
              + dilation
              + ", groups "
              + groups
              + "; want a padding of 0 or more, and 1 or more of the others");
    }
  }

  /** Without dilation, in one group. */
  public static ConvolutionSettings of(int stride, int padding) {
    return new ConvolutionSettings(stride, padding, 1, 1);
  }

  /** The same with another dilation. */
  public ConvolutionSettings dilation(int dilation) {
    return new ConvolutionSettings(stride, padding, dilation, groups);
  }

  /** The same with another number of groups. */
  public ConvolutionSettings groups(int groups) {
    return new ConvolutionSettings(stride, padding, dilation, groups);
  }

  /** Whether windows have no gaps, and each sees all channels. */
  boolean isPlain() {
    return dilation == 1 && groups == 1;
  }
}
