package decisive.nn.decide;

/**
 * What a convolution of a decided network costs for an image: means over images.
 *
 * @param layer its name, as {@code layer1.0.conv2} or {@code layer2.0.shortcut.0}
 * @param density part of its input values that are not zero, from 0 to 1
 * @param exact multiplications if every group had a winner at every location of every window
 * @param executed multiplications by inputs that are not zero, as sparse execution does them; none
 *     where winners are 1
 * @param additions of those products, or of rows of weights where winners are 1
 * @param weightBytes of weights that sparse execution reads, counted each time
 */
public record LayerCount(
    String layer, double density, long exact, long executed, long additions, long weightBytes) {}
