/**
 * Noise in images, to see how well a network bears it.
 *
 * <p>Start with {@link decisive.datasets.corruption.Corruption}, a kind of {@link
 * decisive.datasets.corruption.Noise} at one of five severities, and give it to {@link
 * decisive.datasets.ImageDataset#corrupted}:
 *
 * <pre>{@code
 * ImageDataset noisy = data.test().corrupted(Corruption.parse("gaussian:3"), seed);
 * }</pre>
 *
 * <p>A new kind is one more value of {@code Noise}: what becomes of a pixel, as a distribution.
 */
package decisive.datasets.corruption;
