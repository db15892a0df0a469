package decisive.datasets;

import static decisive.testing.Thrown.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ImageDatasetTest {
  @Property(tries = 300)
  void greyLevelsAreBinsOfEqualWidthInOrder(
      @ForAll @IntRange(min = 1, max = 255) int maximum,
      @ForAll @IntRange(min = 2, max = 256) int wanted) {
    int levels = Math.min(wanted, maximum + 1);
    byte[] ramp = new byte[maximum + 1];
    for (int value = 0; value <= maximum; value++) {
      ramp[value] = (byte) value;
    }
    ImageFormat format = new ImageFormat("ramp", 1, maximum + 1, 1, maximum, List.of("only"));
    int[] binned = ImageDataset.of(format, ramp, new int[1]).greyLevels(0, levels);

    assertEquals(0, binned[0]);
    assertEquals(levels - 1, binned[maximum]);
    int[] counts = new int[levels];
    counts[0]++;
    for (int value = 1; value <= maximum; value++) {
      int step = binned[value] - binned[value - 1];
      assertTrue(step == 0 || step == 1, "monotone, and no level is left out");
      counts[binned[value]]++;
    }
    for (int count : counts) {
      int fewest = (maximum + 1) / levels;
      assertTrue(count == fewest || count == fewest + 1);
    }
    if (levels == maximum + 1) {
      for (int value = 0; value <= maximum; value++) {
        assertEquals(value, binned[value], "as many levels as values: the value itself");
      }
    }
  }

  @Example
  void fourLevelsOfADigit() {
    ImageFormat format = new ImageFormat("greys", 1, 17, 1, 16, List.of("only"));
    byte[] greys = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    assertArrayEquals(
        new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3},
        ImageDataset.of(format, greys, new int[1]).greyLevels(0, 4));
  }

  @Example
  void levelsTheBytesDoNotHoldAreRefused() {
    ImageDataset digits = Digits.load();
    for (int levels : new int[] {-1, 0, 1, 18, 256}) {
      assertRefused(
          "greyLevels: " + levels + " levels of digits, whose bytes hold 17 values; choose 2 to 17",
          () -> digits.greyLevels(0, levels));
    }
  }

  @Example
  void aSubsetIsTheChosenImagesInTheChosenOrder() {
    ImageDataset images = Samples.images(3, 255, 1, 4, 4);
    ImageDataset subset = images.subset(5, 0, 5).subset(1, 2);
    assertEquals(2, subset.size());
    assertArrayEquals(images.pixels(0), subset.pixels(0));
    assertArrayEquals(images.pixels(5), subset.pixels(1));
    assertArrayEquals(new int[] {images.label(0), images.label(5)}, subset.labels());
    assertEquals(images.format(), subset.format());
    assertArrayEquals(images.greyLevels(5, 7), subset.greyLevels(1, 7));
  }

  @Example
  void copiesDoNotLeadBackToTheData() {
    ImageDataset digits = Digits.load();
    int[] positions = {0, 1};
    ImageDataset subset = digits.subset(positions);
    String before = subset.sha256();
    digits.pixels(0)[2] = 9;
    digits.labels()[0] = 9;
    positions[0] = 7;
    assertEquals(before, subset.sha256());
  }

  @Example
  void theHashSeesBytesLabelsAndOrder() {
    ImageDataset images = Samples.numbered(4);
    ImageFormat format = images.format();
    byte[] pixels = {0, 1, 2, 3};
    assertEquals(images.sha256(), ImageDataset.of(format, pixels, new int[] {0, 1, 0, 1}).sha256());
    assertNotEquals(
        images.sha256(), ImageDataset.of(format, pixels, new int[] {0, 1, 1, 0}).sha256());
    assertNotEquals(
        images.sha256(),
        ImageDataset.of(format, new byte[] {0, 1, 2, 4}, new int[] {0, 1, 0, 1}).sha256());
    assertNotEquals(images.sha256(), images.subset(2, 1, 0, 3).sha256());
  }

  @Example
  void positionsOutsideAreRefused() {
    ImageDataset images = Samples.numbered(4);
    for (ImageDataset each : List.of(images, images.subset(0, 1, 2, 3))) {
      assertThrows(IndexOutOfBoundsException.class, () -> each.label(4));
      assertThrows(IndexOutOfBoundsException.class, () -> each.pixels(-1));
      assertThrows(IndexOutOfBoundsException.class, () -> each.greyLevels(4, 2));
    }
    assertEquals(
        "subset of numbered: position 4 is outside 0 .. 3",
        assertThrows(IndexOutOfBoundsException.class, () -> images.subset(0, 4)).getMessage());
    assertRefused(
        "subset of numbered: no positions; a data set has at least 1 image", images::subset);
  }

  @Example
  void dataThatDoNotFitTheFormatAreRefused() {
    ImageFormat format = Samples.format(1, 16, 2);
    assertRefused(
        "sample: no images; a data set has at least 1",
        () -> ImageDataset.of(format, new byte[0], new int[0]));
    assertRefused(
        "sample: 11 bytes for 2 labels; an image has 6 bytes, so there should be 12",
        () -> ImageDataset.of(format, new byte[11], new int[2]));
    assertRefused(
        "sample: label 2 of image 1 is outside 0 .. 1",
        () -> ImageDataset.of(format, new byte[12], new int[] {0, 2}));
    assertRefused(
        "sample: label -1 of image 0 is outside 0 .. 1",
        () -> ImageDataset.of(format, new byte[12], new int[] {-1, 0}));
    byte[] bright = new byte[12];
    bright[7] = (byte) 200;
    assertRefused(
        "sample: byte 200 in image 1 is above the largest value 16",
        () -> ImageDataset.of(format, bright, new int[2]));
  }

  @Example
  void formatsThatCannotBeAreRefused() {
    List<String> names = List.of("only");
    assertRefused(
        "odd: images of [0,8,1]; height, width and channels must be at least 1",
        () -> new ImageFormat("odd", 0, 8, 1, 255, names));
    assertRefused(
        "odd: images of [65536,65536,3] have more bytes than an array holds; make them smaller",
        () -> new ImageFormat("odd", 65536, 65536, 3, 255, names));
    assertRefused(
        "odd: largest byte value 256 is outside 1 .. 255",
        () -> new ImageFormat("odd", 8, 8, 1, 256, names));
    assertRefused(
        "odd: no classes; name at least one",
        () -> new ImageFormat("odd", 8, 8, 1, 255, List.of()));
  }
}
