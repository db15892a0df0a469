package decisive.tensor.kernels;

/**
 * Every {@code step}-th row of a sparse matrix: rows first, first + step, …
 *
 * @param matrix whose rows they are
 * @param first of the rows
 * @param step from each row to the next, 1 or more
 * @param count of the rows
 */
public record RowSlice(CompressedRows matrix, int first, int step, int count) {}
