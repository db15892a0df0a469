package decisive.tensor.kernels;

/**
 * A list of rows to be added up, and where its parts begin.
 *
 * @param rows which rows
 * @param values what each is multiplied by
 * @param cuts places in the list: a part reaches from one cut to a later one
 */
public record RowList(int[] rows, float[] values, int[] cuts) {}
