/**
 * Internal: convolutions of sparse activations, as after a competition, which look only at what is
 * not zero. {@link decisive.tensor.sparse.SparseConvolution} is chosen for training where it is
 * faster; networks that have decided add up the rows of {@link
 * decisive.tensor.sparse.SparseWeights} that {@link decisive.tensor.sparse.SparseActivations}
 * select.
 *
 * <p>For the library's own modules: it may change in any version.
 */
package decisive.tensor.sparse;
