/**
 * Tensors in files: NumPy's {@code .npy} ({@link decisive.tensor.io.Npy}) and safetensors ({@link
 * decisive.tensor.io.SafetensorsFile}), both read with every length checked before anything is
 * allocated.
 *
 * <p>Start at {@code SafetensorsFile}. Whatever is saved, here or elsewhere, goes through {@link
 * decisive.tensor.io.AtomicFile}, so that a file is either the old one or the new one, whole.
 */
package decisive.tensor.io;
