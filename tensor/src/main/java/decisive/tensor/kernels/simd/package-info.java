/**
 * Internal: the kernels on the Vector API; compiled on its own, and loaded only where the
 * incubating module is present. Start with {@code SimdKernels}.
 */
package decisive.tensor.kernels.simd;
