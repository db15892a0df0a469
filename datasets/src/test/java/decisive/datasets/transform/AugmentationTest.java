package decisive.datasets.transform;

import static decisive.testing.Thrown.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AugmentationTest {
  @Provide
  Arbitrary<Augmentation> augmentations() {
    Arbitrary<Integer> number = Arbitraries.integers().between(1, 4096);
    Arbitrary<Transform> transform =
        Arbitraries.oneOf(
            number.map(RandomCrop::new),
            Arbitraries.just(new HorizontalFlip()),
            number.map(Cutout::new),
            Combinators.combine(number, number).as((h, w) -> new Resize(new Size(h, w))),
            number.map(side -> new Resize(new Size(side, side))));
    return transform.list().ofMaxSize(6).map(Augmentation::new);
  }

  @Property(tries = 300)
  void textRoundTrips(@ForAll("augmentations") Augmentation augmentation) {
    assertEquals(augmentation, Augmentation.parse(augmentation.toString()));
  }

  @Example
  void textIsReadAsItIsMeant() {
    assertEquals(
        new Augmentation(List.of(new RandomCrop(4), new HorizontalFlip(), new Cutout(8))),
        Augmentation.parse(" crop4, flip,cutout8 "));
    assertEquals(
        new Augmentation(List.of(new Resize(new Size(32, 48)))), Augmentation.parse("resize32x48"));
    assertEquals(Augmentation.NONE, Augmentation.parse("none"));
    assertEquals("none", Augmentation.NONE.toString());
    assertEquals("resize32,flip", Augmentation.parse("resize32x32,flip").toString());
  }

  @Example
  void imagesToJudgeByAreOnlyResized() {
    assertEquals(
        Augmentation.parse("resize40,resize32"),
        Augmentation.parse("resize40,crop4,flip,resize32,cutout8").withoutChance());
    assertEquals(Augmentation.NONE, Augmentation.parse("crop4,flip").withoutChance());
  }

  @Example
  void whatIsUnknownIsNamedBesideWhatIsKnown() {
    for (String part :
        List.of("crp4", "crop", "flip2", "crop4x4", "", "none", "crop-1", "resize")) {
      assertRefused(
          "augmentation flip,"
              + part
              + ": there is no \""
              + part
              + "\"; give none, or a list of crop4 (padding), flip, cutout8 (side) and resize32 or"
              + " resize32x48 (height x width), with numbers of your own, as in crop4,flip",
          () -> Augmentation.parse("flip," + part));
    }
  }

  @Example
  void numbersOutOfRangeAreRefused() {
    assertRefused("crop0: pad by 1 pixel or more", () -> Augmentation.parse("crop0"));
    assertRefused("cutout0: cut out 1 pixel or more", () -> Augmentation.parse("cutout0"));
    assertRefused("resize to 0×0: sides are 1 to 4096", () -> Augmentation.parse("resize0"));
    assertRefused(
        "resize to 32×4097: sides are 1 to 4096", () -> Augmentation.parse("resize32x4097"));
  }

  @Example
  void sizesAreCheckedFromTransformToTransform() {
    assertEquals(
        new Size(8, 9), Augmentation.parse("crop20,resize8x9,flip").sizeOf(new Size(32, 21)));
    assertRefused(
        "crop8: could leave nothing of an image of 8×9; pad by less",
        () -> Augmentation.parse("resize8x9,crop8").sizeOf(new Size(32, 32)));
    assertRefused(
        "cutout16: would leave nothing of an image of 9×8; cut out less",
        () -> Augmentation.parse("cutout16").sizeOf(new Size(9, 8)));
  }
}
