/**
 * Labelled images, from bytes to batches of tensors.
 *
 * <p>Start with {@link decisive.datasets.Digits}, the data set that is always there, and {@link
 * decisive.datasets.ImageDataset}, what every data set can do:
 *
 * <pre>{@code
 * Split data = Digits.load().split(0.8, seed);
 * Normalization normalization = Normalization.of(data.train());
 * Batches training = data.train().batches(64).normalized(normalization).shuffled(seed)
 *     .augmented(Augmentation.parse("crop1,flip"), seed).prefetched();
 * Batches test = data.test().batches(256).normalized(normalization);
 * }</pre>
 *
 * <p>{@link decisive.datasets.Datasets} knows all by name: {@link decisive.datasets.Mnist}, {@link
 * decisive.datasets.Cifar}, {@link decisive.datasets.ImageFolder}. {@link
 * decisive.datasets.ContactSheet} shows one.
 *
 * <p>{@link decisive.datasets.transform} changes images to learn from, {@link
 * decisive.datasets.corruption} those to be judged by.
 *
 * <p>A new data set is one class whose {@code load} reads its files and returns {@link
 * decisive.datasets.ImageDataset#of}, and a line in {@code Datasets}.
 */
package decisive.datasets;
