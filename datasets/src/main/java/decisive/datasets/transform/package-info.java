/**
 * Changes of images that a network learns from, so that it sees more than there are.
 *
 * <p>Start with {@link decisive.datasets.transform.Augmentation}, a list of {@link
 * decisive.datasets.transform.Transform}s with a short text form, and give it to {@link
 * decisive.datasets.ImageBatches#augmented}:
 *
 * <pre>{@code
 * data.train().batches(128).normalized(normalization).shuffled(seed)
 *     .augmented(Augmentation.parse("crop4,flip"), seed)
 * }</pre>
 *
 * <p>A new transform is one record that implements {@code Transform} and a line in {@code
 * Augmentation}.
 */
package decisive.datasets.transform;
