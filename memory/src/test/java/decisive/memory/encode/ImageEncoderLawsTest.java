package decisive.memory.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.memory.Message;
import decisive.memory.laws.EncoderLaws;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Group;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Images of all kinds of levels. */
class ImageEncoderLawsTest {
  @Group
  class ExactLaws extends Images {
    ExactLaws() {
      super(new ImageEncoder(3, 2, 17, 16));
    }
  }

  @Group
  class RoundingLaws extends Images {
    RoundingLaws() {
      super(new ImageEncoder(2, 3, 6, 99));
    }
  }

  @Group
  class BlackAndWhiteLaws extends Images {
    BlackAndWhiteLaws() {
      super(new ImageEncoder(4, 4, 2, 255));
    }
  }

  /** Every grey of every quantisation up to 8 bits, within the bound the class states. */
  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void greysComeBackRounded(
      @ForAll @IntRange(min = 1, max = 255) int maximum, @ForAll @IntRange(max = 999) int choice) {
    int levels = 2 + choice * maximum / 1000;
    ImageEncoder encoder = new ImageEncoder(1, maximum + 1, levels, maximum);
    int[] ramp = new int[maximum + 1];
    Arrays.setAll(ramp, grey -> grey);
    Message message = encoder.encode(ramp);
    int[] back = encoder.decode(message).value();
    double bound = maximum / (2.0 * (levels - 1)) + 0.5;
    for (int grey = 0; grey <= maximum; grey++) {
      assertTrue(Math.abs(back[grey] - grey) <= bound, grey + " came back as " + back[grey]);
    }
    assertEquals(message, encoder.encode(back));
    assertEquals(0, back[0]);
    assertEquals(maximum, back[maximum]);
    assertEquals(levels, Arrays.stream(back).distinct().count());
  }

  private abstract static class Images extends EncoderLaws<int[]> {
    private final ImageEncoder encoder;

    Images(ImageEncoder encoder) {
      this.encoder = encoder;
    }

    @Override
    protected Encoder<int[]> encoder() {
      return encoder;
    }

    @Override
    protected Arbitrary<int[]> values() {
      int levels = encoder.clusters().fanals(0);
      return Arbitraries.integers()
          .between(0, levels - 1)
          .map(level -> Integer.parseInt(encoder.meaning(0, level)))
          .array(int[].class)
          .ofSize(encoder.clusters().count());
    }

    @Override
    protected List<String> parts(int[] image) {
      return Arrays.stream(image).mapToObj(Integer::toString).toList();
    }

    @Override
    protected String join(List<String> parts) {
      return String.join(",", parts);
    }
  }
}
