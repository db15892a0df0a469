package decisive.memory.encode;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.memory.Clusters;
import decisive.memory.Message;
import org.junit.jupiter.api.Test;

class ImageEncoderTest {
  @Test
  void aPixelIsACluster() {
    ImageEncoder encoder = new ImageEncoder(2, 2, 3, 16);
    assertEquals("image2x2:levels=3,maximum=16", encoder.name());
    assertEquals("image2x2", new ImageEncoder(2, 2, 16, 255).name());
    assertEquals(Clusters.uniform(4, 3), encoder.clusters());
    assertEquals(Message.of(0, 1, 1, 2), encoder.encode(new int[] {3, 4, 11, 12}));
    assertArrayEquals(new int[] {0, 8, 8, 16}, encoder.decode(Message.of(0, 1, 1, 2)).value());
    assertEquals("[0, ?, ?, 2]", encoder.query("3,?, ,12").toString());
    assertEquals("8", encoder.meaning(3, 1));
    assertArrayEquals(new int[] {3, 4, 11, 12}, encoder.parse("3,4,11,12"));
  }

  @Test
  void refusesInvalidImages() {
    ImageEncoder encoder = new ImageEncoder(2, 2, 3, 16);
    assertEquals(
        "image2x2:levels=3,maximum=16, encode: 3 pixels; the image has 2 x 2 = 4",
        refused(() -> encoder.encode(new int[3])));
    assertEquals(
        "image2x2:levels=3,maximum=16, encode: grey 17 of row 1, column 0 is out of range; "
            + "greys are 0 to 16, ? only in a query",
        refused(() -> encoder.encode(new int[] {0, 0, 17, 0})));
    assertEquals(
        "image2x2:levels=3,maximum=16, query: grey 17 of row 0, column 1 is out of range; "
            + "greys are 0 to 16, ? only in a query",
        refused(() -> encoder.query("?,17,0,0")));
    assertEquals(
        "image2x2:levels=3,maximum=16, encode: grey ? of row 0, column 1 is out of range; "
            + "greys are 0 to 16, ? only in a query",
        refused(() -> encoder.parse("1,?,0,0")));
    assertEquals(
        "image2x2:levels=3,maximum=16, query: pixel 1 is \"-1\"; "
            + "write a whole number 0 to 16, or ? in a query",
        refused(() -> encoder.query("1,-1,0,0")));
    assertEquals(
        "image: 0 x 2 pixels; there can be 1 to 65536 in all",
        refused(() -> new ImageEncoder(0, 2, 2, 1)));
    assertEquals(
        "image: 18 levels of greys 0 to 16; "
            + "there can be 2 levels to maximum + 1, and a maximum of 1 to 65535",
        refused(() -> new ImageEncoder(2, 2, 18, 16)));
  }
}
