package decisive.tensor.kernels;

/**
 * What is not zero in a tensor, in the order of its elements.
 *
 * @param indices which element
 * @param values its value
 * @param cuts places in the list: a part reaches from one cut to a later one
 */
public record EntryList(int[] indices, float[] values, int[] cuts) {}
