package decisive.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The digits with few training images of each class. */
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
