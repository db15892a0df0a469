package decisive.tensor.io;

import decisive.tensor.Shape;
import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * NumPy's {@code .npy} files: one array each, for {@code np.load} and from {@code np.save}.
 *
 * <p>Format: the bytes {@code \x93NUMPY}, a version, the length of the header, the header (a Python
 * dictionary with {@code descr}, {@code fortran_order} and {@code shape}), the elements.
 */
public final class Npy {
  private Npy() {}

  /**
   * Reads versions 1.0, 2.0 and 3.0, C and Fortran order, either byte order, as float32:
   *
   * <ul>
   *   <li>{@code f4} bit for bit, {@code f2} exactly, {@code f8} rounded to the nearest float32 (to
   *       an infinity beyond its range);
   *   <li>{@code i1}, {@code i2}, {@code i4}, {@code i8}, {@code u1}, {@code u2}, {@code u4} and
   *       {@code u8} exactly: an integer beyond ±2^24 is refused, since float32 would change it;
   *   <li>{@code b1} as 0 and 1.
   * </ul>
   *
   * @throws FormatException if the file is of another kind or type, its header does not hold
   *     together, or its data is shorter or longer than the shape says; checked before allocating
   * @throws IOException if the file cannot be read
   */
  public static Tensor read(Path file) throws IOException {
    try (FileSource source = new FileSource(file)) {
      NpyHeader header = NpyHeader.read(source);
      Shape shape = header.shape();
      long wanted = (long) shape.size() * header.dtype().bytes();
      if (wanted != source.remaining()) {
        throw source.error(
            source.position(),
            "shape "
                + shape
                + " of "
                + header.dtype()
                + " takes "
                + wanted
                + " bytes, "
                + source.remaining()
                + " follow the header",
            wanted > source.remaining()
                ? "the file is truncated: copy or save it again"
                : "the file holds more than one array: save each to its own file");
      }
      float[] values = source.floats(header.dtype(), header.order(), shape.size());
      return header.fortran() ? fromColumns(values, shape) : Tensor.of(values, shape);
    }
  }

  /** Fortran's order is C's order of the reversed shape. */
  private static Tensor fromColumns(float[] values, Shape shape) {
    int rank = shape.rank();
    int[] reversed = new int[rank];
    int[] axes = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      reversed[axis] = shape.extent(rank - 1 - axis);
      axes[axis] = rank - 1 - axis;
    }
    return Tensor.of(values, reversed).permute(axes);
  }

  /**
   * Writes version 1.0, {@code <f4}, C order, through {@link AtomicFile}.
   *
   * @throws ShapeException if the tensor has more than 64 axes, which NumPy cannot hold
   * @throws IOException if writing fails; an older file then stands as it was
   */
  public static void write(Path file, Tensor tensor) throws IOException {
    if (tensor.rank() > FileSource.MAX_RANK) {
      throw new ShapeException(
          "npy: shape "
              + tensor.shape()
              + " has more than "
              + FileSource.MAX_RANK
              + " axes; reshape the tensor first");
    }
    byte[] header = NpyHeader.text(tensor.shape()).getBytes(StandardCharsets.ISO_8859_1);
    AtomicFile.write(
        file,
        out -> {
          out.write(header);
          FloatSink.write(out, tensor.data());
        });
  }
}
