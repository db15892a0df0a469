/**
 * Internal: the arrays behind tensors, and how they are used again. A {@link
 * decisive.tensor.storage.Workspace} lends {@link decisive.tensor.storage.Storage} for a step of a
 * training run, and takes it back before the next.
 *
 * <p>For the library's own modules: it may change in any version.
 */
package decisive.tensor.storage;
