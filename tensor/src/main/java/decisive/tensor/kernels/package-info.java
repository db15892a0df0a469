/**
 * Internal: the inner loops, in two sets with the same bits. Start with {@link
 * decisive.tensor.kernels.Kernels}, what every set promises ({@link
 * decisive.tensor.kernels.ProductKernels} and {@link decisive.tensor.kernels.SparseKernels} are
 * parts of it), and {@link decisive.tensor.kernels.PlainKernels}, the same as readable loops;
 * {@link decisive.tensor.kernels.KernelSet} chooses. {@link decisive.tensor.kernels.Panels} is the
 * product behind matrix products ({@link decisive.tensor.kernels.GatherProduct}) and convolutions;
 * {@code Tiling} walks over its tiles.
 *
 * <p>For the library's own modules: it may change in any version.
 */
package decisive.tensor.kernels;
