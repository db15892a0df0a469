package decisive.tensor.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.ShapeException;
import decisive.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * Expected bytes were made with NumPy 2.4:
 *
 * <pre>
 * def npy(a, version=(1, 0)):
 *     f = io.BytesIO(); np.lib.format.write_array(f, a, version=version); return f.getvalue()
 * </pre>
 */
class NpyTest {
  /** What {@link #npy} puts around a dictionary is, for these shapes, what NumPy puts there. */
  private static final int NUMPY_HEADER = 118;

  @Provide
  Arbitrary<Tensor> tensors() {
    return AnyTensor.arbitrary();
  }

  @Property(tries = 100)
  void everyBitSurvives(@ForAll("tensors") Tensor tensor) throws IOException {
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      Npy.write(scratch.path("x.npy"), tensor);
      Tensor back = Npy.read(scratch.path("x.npy"));
      assertEquals(tensor.shape(), back.shape());
      assertArrayEquals(AnyTensor.bits(tensor), AnyTensor.bits(back));
    }
  }

  /** {@code npy(np.array([[1, 2.5, -0.0], [np.inf, 3, 4]], '<f4'))}. */
  @Test
  void writesTheBytesThatNumpyWrites() throws IOException {
    byte[] expected =
        npy(1, "'<f4'", "False", "(2, 3)", "0000803f 00002040 00000080 0000807f 00004040 00008040");
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      float[] data = {1, 2.5f, -0f, Float.POSITIVE_INFINITY, 3, 4};
      Npy.write(scratch.path("x.npy"), Tensor.of(data, 2, 3));
      assertArrayEquals(expected, Files.readAllBytes(scratch.path("x.npy")));
      Npy.write(scratch.path("x.npy"), Tensor.scalar(7));
      assertArrayEquals(
          npy(1, "'<f4'", "False", "()", "0000e040"), Files.readAllBytes(scratch.path("x.npy")));
      Npy.write(scratch.path("x.npy"), Tensor.zeros(0));
      assertArrayEquals(
          npy(1, "'<f4'", "False", "(0,)", ""), Files.readAllBytes(scratch.path("x.npy")));
    }
  }

  /** {@code np.arange(6, dtype='<f4').reshape(2, 3, order='C')} in Fortran order, and its likes. */
  @Test
  void fortranOrderIsReadAsTheSameArray() throws IOException {
    String columns = "00000000 00004040 0000803f 00008040 00000040 0000a040";
    assertEquals(Tensor.range(6).reshape(2, 3), read(npy(1, "'<f4'", "True", "(2, 3)", columns)));
    assertEquals(Tensor.vector(0, 3), read(npy(1, "'<f4'", "True", "(2,)", "00000000 00004040")));
    assertEquals(Tensor.scalar(3), read(npy(1, "'<f4'", "True", "()", "00004040")));
    assertEquals(Tensor.zeros(2, 0, 3), read(npy(1, "'<f4'", "True", "(2, 0, 3)", "")));
  }

  /** {@code np.arange(24, dtype='<u1').reshape(2, 3, 4)}, stored by {@code np.asfortranarray}. */
  @Test
  void fortranOrderOfThreeAxes() throws IOException {
    String stored = "00 0c 04 10 08 14 01 0d 05 11 09 15 02 0e 06 12 0a 16 03 0f 07 13 0b 17";
    assertEquals(
        Tensor.range(24).reshape(2, 3, 4), read(npy(1, "'|u1'", "True", "(2, 3, 4)", stored)));
  }

  /** {@code npy(np.array([1, -2], dtype))} for each dtype; {@code [1, 254]} and bool for u1, b1. */
  @Test
  void otherTypesAreConverted() throws IOException {
    Tensor expected = Tensor.vector(1, -2);
    assertEquals(expected, read(npy(1, "'>f4'", "False", "(2,)", "3f800000 c0000000")));
    assertEquals(
        expected, read(npy(1, "'<f8'", "False", "(2,)", "000000000000f03f 00000000000000c0")));
    assertEquals(expected, read(npy(1, "'<f2'", "False", "(2,)", "003c 00c0")));
    assertEquals(
        expected, read(npy(1, "'<i8'", "False", "(2,)", "0100000000000000 feffffffffffffff")));
    assertEquals(expected, read(npy(1, "'<i4'", "False", "(2,)", "01000000 feffffff")));
    assertEquals(expected, read(npy(1, "'>i2'", "False", "(2,)", "0001 fffe")));
    assertEquals(expected, read(npy(1, "'|i1'", "False", "(2,)", "01 fe")));
    assertEquals(Tensor.vector(1, 254), read(npy(1, "'|u1'", "False", "(2,)", "01 fe")));
    assertEquals(Tensor.vector(1, 65534), read(npy(1, "'<u2'", "False", "(2,)", "0100 feff")));
    assertEquals(
        Tensor.vector(1, 65534), read(npy(1, "'>u4'", "False", "(2,)", "00000001 0000fffe")));
    assertEquals(
        Tensor.vector(1, 65534),
        read(npy(1, "'<u8'", "False", "(2,)", "0100000000000000 feff000000000000")));
    assertEquals(Tensor.vector(1, 0), read(npy(1, "'|b1'", "False", "(2,)", "01 00")));
  }

  /** −2 and −1, read as unsigned. */
  @Test
  void unsignedIntegersBeyondFloatsAreRefused() throws IOException {
    refused(
        npy(1, "'<u4'", "False", "(2,)", "01000000 feffffff"),
        "the integer 4294967294 is beyond 2^24");
    refused(
        npy(1, "'<u8'", "False", "(2,)", "0100000000000000 ffffffffffffffff"), "is beyond 2^24");
  }

  @Test
  void versionsTwoAndThreeAreRead() throws IOException {
    for (int version = 1; version <= 3; version++) {
      assertEquals(
          Tensor.vector(1, 2), read(npy(version, "'<f4'", "False", "(2,)", "0000803f 00000040")));
    }
  }

  @Test
  void headersOfOtherWritersAreRead() throws IOException {
    String python2 = "{'shape': (2L, 1L), 'fortran_order': False, 'descr': '<f4'}\n";
    assertEquals(Tensor.of(new float[] {1, 2}, 2, 1), read(raw(1, python2, "0000803f 00000040")));
    String dense = "{'descr':'<f4','fortran_order':False,'shape':(2,)}";
    assertEquals(Tensor.vector(1, 2), read(raw(1, dense, "0000803f 00000040")));
  }

  @Test
  void integersThatFloatsSkipAreRefused() throws IOException {
    assertEquals(
        Tensor.vector(16777216, -16777216),
        read(npy(1, "'<i4'", "False", "(2,)", "00000001 000000ff")));
    refused(
        npy(1, "'<i4'", "False", "(2,)", "00000000 01000001"),
        "at byte 132: the integer 16777217 is beyond 2^24",
        "save the array as float32 if rounding is meant");
    refused(
        npy(1, "'<i8'", "False", "(1,)", "feffffffffffff7f"),
        "at byte 128: the integer 9223372036854775806 is beyond 2^24");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    refused(new byte[0], "at byte 0: this is not an npy file; save the array with numpy.save");
    refused("PK\3\4 a zip archive".getBytes(StandardCharsets.US_ASCII), "not an npy file");
    refused(npy(4, "'<f4'", "False", "()", "00000000"), "at byte 6: version 4.0 is not 1.0, 2.0");
  }

  @Test
  void otherTypesAreRefused() throws IOException {
    refused(
        npy(1, "'<c8'", "False", "(1,)", "00000000 00000000"),
        "at byte 20: dtype '<c8' is not among those read",
        "astype('<f4')");
    refused(npy(1, "'|O'", "False", "(1,)", "00000000"), "dtype '|O' is not among");
    refused(npy(1, "'|f4'", "False", "(1,)", "00000000"), "dtype '|f4' is not among");
    refused(
        npy(1, "[('a', '<f4')]", "False", "(1,)", "00000000"),
        "the header is not a dictionary of plain values");
  }

  @Test
  void damagedHeadersAreRefused() throws IOException {
    refused(raw(1, "", ""), "at byte 11: the header is not a dictionary");
    refused(raw(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (2", ""), "not a dictionary");
    refused(raw(1, "{'descr': '<f4', 'shape': (), }", "00000000"), "has the keys [descr, shape]");
    refused(
        raw(1, "{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (), }", ""),
        "the key descr is repeated or unknown");
    refused(raw(1, "{'colour': '<f4', }", ""), "the key colour is repeated or unknown");
    refused(npy(1, "'<f4'", "'no'", "()", "00000000"), "fortran_order is no truth value");
    refused(npy(1, "'<f4'", "False", "(3)", ""), "the shape (3) is not a tuple of integers");
    refused(npy(1, "'<f4'", "False", "(,)", "00000000"), "extent '' is not a 64-bit integer");
    refused(npy(1, "'<f4'", "False", "(1,,)", "00000000"), "extent '' is not a 64-bit integer");
    refused(npy(1, "'<f4'", "False", "(1 2,)", ""), "extent '1 2' is not a 64-bit integer");
    refused(npy(1, "'<f4'", "False", "'3'", ""), "the shape '3' is not a tuple of integers");
    refused(npy(1, "'<f4'", "False", "(2,,3)", ""), "extent '' is not a 64-bit integer");
    refused(
        npy(1, "'<f4'", "False", "(99999999999999999999,)", ""),
        "extent '99999999999999999999' is not a 64-bit integer");
    refused(npy(1, "'<f4'", "False", "(-1,)", ""), "the header is not a dictionary");
    byte[] longHeader = npy(2, "'<f4'", "False", "()", "00000000");
    ByteBuffer.wrap(longHeader).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);
    refused(
        longHeader, "at byte 8: the header is declared to have 4294967295 bytes, the file has 120");
  }

  @Test
  void aHeaderOfManyAxesIsRefusedWithoutExhaustingTheStack() throws IOException {
    String shape = "(" + "1,".repeat(30_000) + ")";
    refused(
        raw(1, "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + "}", "00000000"),
        "the shape has 30000 axes, the most is 64");
  }

  @Test
  void shapesThatDoNotFitTheDataAreRefused() throws IOException {
    refused(
        npy(1, "'<f4'", "False", "(3,)", "00000000 00000000"),
        "at byte 128: shape [3] of F32 takes 12 bytes, 8 follow the header; the file is truncated");
    refused(
        npy(1, "'<f4'", "False", "(1,)", "00000000 00000000"),
        "takes 4 bytes, 8 follow the header; the file holds more than one array");
    refused(
        npy(1, "'<f4'", "False", "(2147483639,)", "00000000"), "takes 8589934556 bytes, 4 follow");
    refused(
        npy(1, "'<f4'", "False", "(2147483648,)", ""),
        "extent 2147483648 of axis 0 is outside 0 .. 2^31-1");
    refused(
        npy(1, "'<f4'", "False", "(65536, 65536)", ""),
        "shape [65536,65536]: more elements than an array holds");
  }

  @Test
  void tensorsBeyondNumpyAreNotWritten() throws IOException {
    int[] extents = new int[65];
    Arrays.fill(extents, 1);
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      ShapeException thrown =
          assertThrows(
              ShapeException.class, () -> Npy.write(scratch.path("x.npy"), Tensor.zeros(extents)));
      assertTrue(thrown.getMessage().endsWith("has more than 64 axes; reshape the tensor first"));
      assertEquals(List.of(), scratch.names());
    }
  }

  static byte[] npy(int version, String descr, String fortran, String shape, String hex) {
    String dictionary =
        "{'descr': " + descr + ", 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
    int length = NUMPY_HEADER - (version == 1 ? 0 : 2);
    return raw(version, dictionary + " ".repeat(length - 1 - dictionary.length()) + "\n", hex);
  }

  private static byte[] raw(int version, String header, String hex) {
    byte[] data = HexFormat.of().parseHex(hex.replace(" ", ""));
    ByteBuffer file =
        ByteBuffer.allocate((version == 1 ? 10 : 12) + header.length() + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put("\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1)).put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) header.length());
    } else {
      file.putInt(header.length());
    }
    return file.put(header.getBytes(StandardCharsets.ISO_8859_1)).put(data).array();
  }

  private static Tensor read(byte[] bytes) throws IOException {
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      return Npy.read(scratch.file("x.npy", bytes));
    }
  }

  private static void refused(byte[] bytes, String... parts) throws IOException {
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      Path file = scratch.file("x.npy", bytes);
      FormatException thrown = assertThrows(FormatException.class, () -> Npy.read(file));
      assertTrue(thrown.getMessage().startsWith(file + " at byte "), thrown::getMessage);
      for (String part : parts) {
        assertTrue(thrown.getMessage().contains(part), thrown::getMessage);
      }
    }
  }
}
