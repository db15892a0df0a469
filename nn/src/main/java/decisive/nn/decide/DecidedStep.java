package decisive.nn.decide;

/**
 * A step of a decided network. Steps follow each other; a residual block is the layers from one
 * that {@link DecidedLayer#beginsBlock} to one with a {@link Shortcut}. Between steps are images
 * [N, H, W, maps]; vectors are images of one pixel.
 */
sealed interface DecidedStep permits DecidedLayer, DecidedPool, DecidedFlatten {
  /** As the network's parts are named, such as {@code layer1.0.conv2}. */
  String name();
}
