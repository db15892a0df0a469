package decisive.tensor.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SafetensorsFileTest {
  @Provide
  Arbitrary<Map<String, Tensor>> tensors() {
    return Arbitraries.maps(names(), AnyTensor.arbitrary()).ofMaxSize(6);
  }

  @Provide
  Arbitrary<Map<String, String>> metadata() {
    return Arbitraries.maps(names(), names()).ofMaxSize(3);
  }

  /** Every character but halves of surrogate pairs: quotes, control characters, other scripts. */
  private static Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange('\0', '\uD7FF')
        .withCharRange('\uE000', '\uFFFF')
        .withChars('"', '\\', '\n')
        .ofMaxLength(12);
  }

  @Property(tries = 100)
  void everyBitNameAndOrderSurvives(
      @ForAll("tensors") Map<String, Tensor> tensors,
      @ForAll("metadata") Map<String, String> metadata)
      throws IOException {
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      Path path = scratch.path("x.safetensors");
      SafetensorsFile.write(path, tensors, metadata);
      SafetensorsFile file = SafetensorsFile.read(path);
      assertEquals(List.copyOf(metadata.entrySet()), List.copyOf(file.metadata().entrySet()));
      assertEquals(tensors.keySet(), file.names());
      tensors.forEach(
          (name, tensor) -> {
            assertEquals("F32", file.dtype(name));
            assertEquals(tensor.shape(), file.shape(name));
            assertEquals(tensor.shape(), file.tensor(name).shape());
            assertArrayEquals(AnyTensor.bits(tensor), AnyTensor.bits(file.tensor(name)));
          });
      assertEquals(List.of("x.safetensors"), scratch.names());
    }
  }

  /** The header is compact JSON, filled with spaces to a multiple of 8 bytes. */
  @Test
  void writesTheBytesOfTheReferenceImplementation() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("z", Tensor.matrix(new float[] {1, 2}));
    tensors.put("a", Tensor.scalar(-0f));
    String header =
        "{\"__metadata__\":{\"epoch\":\"3\"},"
            + SafetensorsBytes.entry("z", "F32", "[1,2]", 0, 8)
            + ","
            + SafetensorsBytes.entry("a", "F32", "[]", 8, 12)
            + "}";
    String padded = header + " ".repeat((8 - header.length() % 8) % 8);
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      Path path = scratch.path("x.safetensors");
      SafetensorsFile.write(path, tensors, Map.of("epoch", "3"));
      assertArrayEquals(
          SafetensorsBytes.of(padded, "0000803f 00000040 00000080"), Files.readAllBytes(path));
      SafetensorsFile.write(path, Map.of(), Map.of());
      assertArrayEquals(SafetensorsBytes.of("{}      ", ""), Files.readAllBytes(path));
    }
  }

  @Test
  void namesComeInTheOrderOfTheData() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : List.of("later", "b", "a", "first")) {
      tensors.put(name, name.equals("a") ? Tensor.zeros(0) : Tensor.scalar(1));
    }
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      Path path = scratch.path("x.safetensors");
      SafetensorsFile.write(path, tensors, Map.of());
      assertEquals(
          List.of("later", "b", "a", "first"), List.copyOf(SafetensorsFile.read(path).names()));
    }
    String reversed =
        "{"
            + SafetensorsBytes.entry("second", "F32", "[]", 4, 8)
            + ","
            + SafetensorsBytes.entry("first", "F32", "[]", 0, 4)
            + "}";
    SafetensorsFile file = read(SafetensorsBytes.of(reversed, "0000803f 00000040"));
    assertEquals(List.of("first", "second"), List.copyOf(file.names()));
    assertEquals(Tensor.scalar(1), file.tensor("first"));
  }

  /** The file was written with PyTorch 2.13; the numbers below were read back with NumPy. */
  @Test
  void readsTheReferenceFile() throws IOException {
    SafetensorsFile file;
    try (TemporaryDirectory scratch = new TemporaryDirectory();
        InputStream in = getClass().getResourceAsStream("/reference/ops.safetensors")) {
      file = SafetensorsFile.read(scratch.file("ops.safetensors", in.readAllBytes()));
    }
    assertEquals(Map.of("made_with", "torch 2.13.0+cpu", "layout", "NCHW, OIHW"), file.metadata());
    assertEquals(237, file.names().size());
    assertEquals("conv2d.0.k3s1p1.x", file.names().iterator().next());
    assertEquals(Shape.of(2, 3, 8, 9), file.shape("conv2d.0.k3s1p1.x"));
    Tensor x = file.tensor("conv2d.0.k3s1p1.x");
    assertEquals(-0.45305768f, x.get(0, 0, 0, 0));
    assertEquals(-0.456189f, x.get(0, 0, 0, 1));
    assertEquals(-0x1.283924p-1f, x.get(1, 2, 7, 8));
    assertEquals(3.8916543f, file.tensor("cross_entropy.0.loss").item());
    assertArrayEquals(new int[] {3, 5, 3, 1, 2}, file.integers("cross_entropy.0.target"));
    assertEquals("I64", file.dtype("cross_entropy.0.target"));
    assertEquals(Shape.SCALAR, file.shape("cross_entropy.0.loss"));
    double sum = 0;
    for (String name : file.names()) {
      if (file.dtype(name).equals("F32")) {
        for (float value : file.tensor(name).data()) {
          sum += Math.abs(value);
        }
      } else {
        sum += Arrays.stream(file.integers(name)).sum();
      }
    }
    assertEquals(187065.21415974715, sum, 1e-6, "all elements, without their signs");
  }

  /** The bytes are {@code np.array([1, -2], dtype).tobytes()}. */
  @Test
  void floatsAreConverted() throws IOException {
    Tensor expected = Tensor.vector(1, -2);
    assertEquals(expected, one("F16", "[2]", "003c 00c0").tensor("x"));
    assertEquals(expected, one("BF16", "[2]", "803f 00c0").tensor("x"));
    SafetensorsFile doubles = one("F64", "[2]", "000000000000f03f 00000000000000c0");
    assertEquals(expected, doubles.tensor("x"));
    assertSame(doubles.tensor("x"), doubles.tensor("x"));
    assertEquals("F64", doubles.dtype("x"));
  }

  @Test
  void integersAreRead() throws IOException {
    assertArrayEquals(
        new int[] {1, -2}, one("I64", "[2]", "0100000000000000 feffffffffffffff").integers("x"));
    assertArrayEquals(
        new int[] {Integer.MAX_VALUE, -2}, one("I32", "[2]", "ffffff7f feffffff").integers("x"));
    assertArrayEquals(new int[] {1, -2}, one("I16", "[2]", "0100 feff").integers("x"));
    assertArrayEquals(new int[] {1, -2}, one("I8", "[2]", "01 fe").integers("x"));
    assertArrayEquals(new int[] {1, 254}, one("U8", "[2]", "01 fe").integers("x"));
    assertArrayEquals(new int[] {1, 0}, one("BOOL", "[2]", "01 00").integers("x"));
    assertArrayEquals(new int[0], one("I64", "[0]", "").integers("x"));
  }

  @Test
  void integersBeyondIntAreRefusedWhenAskedFor() throws IOException {
    SafetensorsFile file = one("I64", "[2]", "0100000000000000 0000008000000000");
    assertEquals(Shape.of(2), file.shape("x"));
    assertMessage(
        () -> file.integers("x"),
        "tensor 'x': element 1 is 2147483648, beyond the range of int; store smaller numbers");
  }

  @Test
  void unsignedIntegersAreNoNegativeOnes() throws IOException {
    assertArrayEquals(new int[] {1, 65534}, one("U16", "[2]", "0100 feff").integers("x"));
    assertArrayEquals(new int[] {1, 65534}, one("U32", "[2]", "01000000 feff0000").integers("x"));
    assertMessage(() -> one("U32", "[1]", "feffffff").integers("x"), "is 4294967294, beyond");
    assertMessage(
        () -> one("U64", "[1]", "ffffffffffffffff").integers("x"), "beyond the range of int");
  }

  /** A tensor of float8 beside others bars itself alone. */
  @Test
  void unknownTypesBarTheirTensorAlone() throws IOException {
    String header =
        "{"
            + SafetensorsBytes.entry("scale", "F8_E4M3", "[3]", 0, 3)
            + ","
            + SafetensorsBytes.entry("x", "U8", "[1]", 3, 4)
            + "}";
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      SafetensorsFile file =
          SafetensorsFile.read(scratch.file("x", SafetensorsBytes.of(header, "010203 07")));
      assertArrayEquals(new int[] {7}, file.integers("x"));
      assertEquals("F8_E4M3", file.dtype("scale"));
      assertEquals(Shape.of(3), file.shape("scale"));
      assertFalse(file.isFloating("scale"));
      String wrong = "tensor 'scale' is F8_E4M3, which is not among [BOOL, U8, I8, I16, U16, ";
      assertMessage(() -> file.tensor("scale"), wrong);
      assertMessage(() -> file.integers("scale"), wrong);
    }
  }

  @Test
  void theWrongReaderIsNamed() throws IOException {
    SafetensorsFile integers = one("I64", "[]", "0100000000000000");
    assertMessage(() -> integers.tensor("x"), "tensor 'x' is I64; read it with integers(name)");
    SafetensorsFile floats = one("F32", "[]", "00000000");
    assertMessage(() -> floats.integers("x"), "tensor 'x' is F32; read it with tensor(name)");
  }

  @Test
  void missingNamesListNearOnes() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name :
        List.of("conv1.weight", "bn1.weight", "bn1.bias", "layer1.0.conv1.weight", "fc.bias")) {
      tensors.put(name, Tensor.scalar(0));
    }
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      Path path = scratch.path("x.safetensors");
      SafetensorsFile.write(path, tensors, Map.of());
      SafetensorsFile file = SafetensorsFile.read(path);
      assertMessage(
          () -> file.tensor("conv1.wieght"),
          path + ": no tensor 'conv1.wieght'; near names: conv1.weight, bn1.weight");
      assertMessage(() -> file.shape("fc.bia"), "near names: fc.bias");
      assertMessage(
          () -> file.dtype("x"),
          "no tensor 'x'; it holds 5: conv1.weight, bn1.weight, bn1.bias, ...");
      SafetensorsFile.write(path, Map.of(), Map.of());
      SafetensorsFile empty = SafetensorsFile.read(path);
      assertMessage(() -> empty.integers("x"), "no tensor 'x'; it holds no tensors");
    }
  }

  @Test
  void whatReadersWouldRefuseIsNotWritten() throws IOException {
    int[] extents = new int[65];
    Arrays.fill(extents, 1);
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      Path path = scratch.path("x.safetensors");
      assertMessage(
          () -> SafetensorsFile.write(path, Map.of("__metadata__", Tensor.scalar(0)), Map.of()),
          "the name __metadata__ is the format's own");
      assertMessage(
          () -> SafetensorsFile.write(path, Map.of("deep", Tensor.zeros(extents)), Map.of()),
          "tensor 'deep' of shape [1,1,");
      assertEquals(List.of(), scratch.names());
    }
  }

  @Test
  void aWriteThatFailsLeavesTheOldFile() throws IOException {
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      Path path = scratch.path("x.safetensors");
      SafetensorsFile.write(path, Map.of("x", Tensor.scalar(1)), Map.of());
      Map<String, String> half = Map.of("key", "half a pair: \uD800");
      assertMessage(
          () -> SafetensorsFile.write(path, Map.of("x", Tensor.scalar(2)), half),
          "safetensors: 'half a pair: ?' has half a surrogate pair, which UTF-8 cannot hold");
      assertEquals(Tensor.scalar(1), SafetensorsFile.read(path).tensor("x"));
      assertEquals(List.of("x.safetensors"), scratch.names());
    }
  }

  @Test
  void namesThatHaveNoUtf8AreNotWritten() throws IOException {
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      Path path = scratch.path("x.safetensors");
      Map<String, Tensor> tensors = Map.of("\uDC00", Tensor.scalar(2));
      assertMessage(() -> SafetensorsFile.write(path, tensors, Map.of()), "half a surrogate pair");
      assertEquals(List.of(), scratch.names());
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void assertMessage(Action action, String part) {
    IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(thrown.getMessage().contains(part), thrown::getMessage);
  }

  private static SafetensorsFile one(String dtype, String shape, String hex) throws IOException {
    int bytes = hex.replace(" ", "").length() / 2;
    String header = "{" + SafetensorsBytes.entry("x", dtype, shape, 0, bytes) + "}";
    return read(SafetensorsBytes.of(header, hex));
  }

  private static SafetensorsFile read(byte[] bytes) throws IOException {
    try (TemporaryDirectory scratch = new TemporaryDirectory()) {
      return SafetensorsFile.read(scratch.file("x.safetensors", bytes));
    }
  }
}
