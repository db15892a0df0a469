/**
 * The inner loops, in two sets with the same bits. Start with {@link
 * decisive.tensor.kernels.Kernels}, what every set promises, and {@link
 * decisive.tensor.kernels.PlainKernels}, the same as readable loops; {@link
 * decisive.tensor.kernels.KernelSet} chooses, and {@link decisive.tensor.kernels.GatherProduct} is
 * the product behind matrix products and convolutions.
 */
package decisive.tensor.kernels;
