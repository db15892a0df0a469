package decisive.tensor.kernels;

/**
 * A row for each tap t and map m inside an array: element [t, m, j] is {@code array[offset +
 * t·tapStride + m·mapStride + j]}.
 *
 * @param tapStride floats from a tap's rows to the next tap's
 * @param mapStride floats from a map's row to the next map's
 */
public record TapRows(float[] array, int offset, int tapStride, int mapStride) {}
