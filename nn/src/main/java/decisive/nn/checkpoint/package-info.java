/**
 * Networks in files: {@link decisive.nn.checkpoint.Checkpoint} saves and loads them under PyTorch's
 * names, {@link decisive.nn.checkpoint.TorchLayout} is the border between its layouts and ours, and
 * {@link decisive.nn.checkpoint.WeightsHash} tells whether two networks are equal to the bit.
 */
package decisive.nn.checkpoint;
