/**
 * The arrays behind tensors, and how they are used again: a {@link
 * decisive.tensor.storage.Workspace} lends {@link decisive.tensor.storage.Storage} for a step of a
 * training run, and takes it back before the next.
 */
package decisive.tensor.storage;
