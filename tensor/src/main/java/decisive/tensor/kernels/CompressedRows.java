package decisive.tensor.kernels;

/**
 * A sparse matrix in compressed sparse row form (CSR): the entries of row r are those from {@code
 * rowOffsets[r]} to {@code rowOffsets[r + 1] − 1}. Holding a matrix's transpose, it is the matrix
 * in compressed sparse column form (CSC).
 *
 * @param indices where each entry's operand is, as the kernel that reads it says
 * @param values of the entries, as many as the indices or, to leave room, both more than are used
 * @param rowOffsets the first entry of each row, and the end of the last row
 */
public record CompressedRows(int[] indices, float[] values, int[] rowOffsets) {}
