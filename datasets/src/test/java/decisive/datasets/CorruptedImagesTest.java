package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import decisive.datasets.corruption.Corruption;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CorruptedImagesTest {
  private static final Corruption SHOT = Corruption.parse("shot:5");

  @Example
  void aViewOfTheSameImages() {
    ImageDataset clean = Samples.images(3, 255, 1, 4, 5);
    ImageDataset noisy = clean.corrupted(SHOT, 1);
    assertEquals(clean.size(), noisy.size());
    assertArrayEquals(clean.labels(), noisy.labels());
    assertEquals(
        new ImageFormat("sample shot:5", 3, 2, 3, 255, clean.classNames()), noisy.format());
    byte[] surrounded = new byte[22];
    Arrays.fill(surrounded, (byte) 7);
    noisy.copyPixels(3, surrounded, 2);
    assertArrayEquals(noisy.pixels(3), Arrays.copyOfRange(surrounded, 2, 20));
    assertArrayEquals(new byte[] {7, 7}, Arrays.copyOf(surrounded, 2), "before");
    assertArrayEquals(new byte[] {7, 7}, Arrays.copyOfRange(surrounded, 20, 22), "behind");
    assertThrows(IndexOutOfBoundsException.class, () -> noisy.pixels(9));
  }

  @Property(tries = 50)
  void seedCorruptionAndPositionAloneDecide(@ForAll long seed) {
    ImageDataset clean = Digits.load().subset(5, 5, 6);
    ImageDataset noisy = clean.corrupted(SHOT, seed);
    byte[] second = noisy.pixels(1);
    noisy.pixels(0);
    assertArrayEquals(second, noisy.pixels(1));
    assertArrayEquals(second, Digits.load().subset(5, 5).corrupted(SHOT, seed).pixels(1));
    // 35 or so bright pixels, each of some 20 values: equal once in 10^45.
    assertFalse(Arrays.equals(second, noisy.pixels(0)), "one image at two positions");
    assertFalse(Arrays.equals(second, clean.corrupted(SHOT, seed + 1).pixels(1)));
    assertFalse(Arrays.equals(second, clean.corrupted(Corruption.parse("shot:4"), seed).pixels(1)));
  }

  @Example
  void theSameOnEveryMachine() {
    String[] expected = {
      "65d1f492d87dc469d9d5a9b4e1699d1a0873432300c87aad5c06163ff943691a",
      "3210f5005a419497cd188cc49800c1e275893b7cae2b83e70d945cf85f5fb21e",
      "db108fb848b4c53423b172c3a74ae08280feb2b8a511594988bc839466992166"
    };
    String[] kinds = {"gaussian:4", "shot:4", "impulse:4"};
    for (int kind = 0; kind < kinds.length; kind++) {
      assertEquals(
          expected[kind], Digits.load().corrupted(Corruption.parse(kinds[kind]), 9).sha256());
    }
    assertNotEquals(expected[0], Digits.load().sha256());
  }
}
