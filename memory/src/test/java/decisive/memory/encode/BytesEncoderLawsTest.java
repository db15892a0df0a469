package decisive.memory.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.memory.laws.EncoderLaws;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Group;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Bytes in symbols of all kinds of sizes. */
class BytesEncoderLawsTest {
  @Group
  class ByteLaws extends Strings {
    ByteLaws() {
      super(5, 8);
    }
  }

  @Group
  class BitLaws extends Strings {
    BitLaws() {
      super(2, 1);
    }
  }

  @Group
  class ThreeBitLaws extends Strings {
    ThreeBitLaws() {
      super(4, 3);
    }
  }

  @Group
  class TwelveBitLaws extends Strings {
    TwelveBitLaws() {
      super(4, 12);
    }
  }

  @Group
  class SixteenBitLaws extends Strings {
    SixteenBitLaws() {
      super(3, 16);
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void anyWordSizeComesBack(
      @ForAll @IntRange(min = 1, max = 16) int bits, @ForAll @Size(min = 1, max = 9) byte[] value) {
    BytesEncoder encoder = new BytesEncoder(value.length, bits);
    assertArrayEquals(value, encoder.decode(encoder.encode(value)).value());
    assertEquals((8 * value.length + bits - 1) / bits, encoder.clusters().count());
  }

  private abstract static class Strings extends EncoderLaws<byte[]> {
    private final int length;
    private final int bits;

    Strings(int length, int bits) {
      this.length = length;
      this.bits = bits;
    }

    @Override
    protected Encoder<byte[]> encoder() {
      return new BytesEncoder(length, bits);
    }

    @Override
    protected Arbitrary<byte[]> values() {
      return Arbitraries.bytes().array(byte[].class).ofSize(length);
    }

    @Override
    protected List<String> parts(byte[] value) {
      return HexFormat.of().formatHex(value).chars().mapToObj(Character::toString).toList();
    }

    @Override
    protected String join(List<String> parts) {
      return String.join("", parts);
    }
  }
}
