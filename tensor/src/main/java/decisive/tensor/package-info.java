/**
 * N-dimensional arrays of float32 and what is computed on them. Start with {@link
 * decisive.tensor.Tensor}; a {@link decisive.tensor.Shape} is its extents.
 *
 * <p>Images are channels-last, [N, H, W, C]: {@link decisive.tensor.Convolution2d} and {@link
 * decisive.tensor.Pooling2d} compute on them, {@link decisive.tensor.Columns} reduces them to a
 * value a channel. A {@link decisive.tensor.Batch} is what a network learns from at a time.
 *
 * <p>Results are the same to the bit on any number of threads and with either kernel set: see
 * {@link decisive.tensor.parallel.Workers} and {@link decisive.tensor.kernels.Kernels}.
 */
package decisive.tensor;
