package decisive.tensor.io;

import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Tensors of all small shapes (scalars and empty ones included) with all bit patterns. */
final class AnyTensor {
  private static final int NEGATIVE_ZERO = 0x80000000;
  private static final int QUIET_NAN_WITH_PAYLOAD = 0x7FC12345;
  private static final int SIGNALLING_NAN = 0xFF800001;

  private AnyTensor() {}

  static Arbitrary<Tensor> arbitrary() {
    Arbitrary<Integer> special =
        Arbitraries.of(NEGATIVE_ZERO, QUIET_NAN_WITH_PAYLOAD, SIGNALLING_NAN, 1, 0x7F800000);
    Arbitrary<Integer> bits = Arbitraries.oneOf(Arbitraries.integers(), special);
    return Arbitraries.integers()
        .between(0, 4)
        .array(int[].class)
        .ofMaxSize(4)
        .flatMap(
            extents ->
                bits.array(int[].class)
                    .ofSize(Shape.of(extents).size())
                    .map(raw -> Tensor.of(floats(raw), extents)))
        .withoutEdgeCases(); // the special bits are edge enough
  }

  static float[] floats(int[] bits) {
    float[] floats = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      floats[i] = Float.intBitsToFloat(bits[i]);
    }
    return floats;
  }

  static int[] bits(Tensor tensor) {
    int[] bits = new int[tensor.size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(tensor.data()[i]);
    }
    return bits;
  }
}
