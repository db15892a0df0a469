package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The digits with few training images of each class, or with novel classes. */
class FewDigitsTest {
  @Test
  void hasSoManyOfEachClassAndAllTestImages() throws IOException {
    Split whole = Datasets.named("digits", 3);
    Split few = Datasets.named("digits:7", 3);
    int[] counts = new int[10];
    Arrays.fill(counts, 7);
    assertArrayEquals(counts, few.train().classCounts());
    assertEquals(whole.test().sha256(), few.test().sha256());
  }

  @Test
  void halfOfTheClassesCanBeNovel() throws IOException {
    Split split = Datasets.named("digits-fs", 3);
    assertEquals(List.of("0", "1", "2", "3", "4"), split.train().classNames());
    assertEquals(List.of("5", "6", "7", "8", "9"), split.test().classNames());
    assertEquals(1797, split.train().size() + split.test().size());
    assertArrayEquals(
        Arrays.copyOfRange(Digits.load().classCounts(), 5, 10), split.test().classCounts());
  }

  @Test
  void refusesMoreThanThereAre() {
    for (String name : new String[] {"digits:0", "digits:500"}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Datasets.named(name, 1)).getMessage();
      assertTrue(
          message.matches("data set " + name + ": a class has 1\\d\\d training images; .*"),
          message);
    }
  }
}
