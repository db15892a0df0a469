package decisive.tensor.kernels;

/**
 * Rows of a dense matrix inside an array: element [i, j] is {@code array[offset + i·stride + j]}.
 *
 * @param stride floats from a row to the next; 0 repeats one row
 */
public record StridedRows(float[] array, int offset, int stride) {}
