package decisive.memory.encode;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.memory.Clusters;
import decisive.memory.Message;
import org.junit.jupiter.api.Test;

class BytesEncoderTest {
  @Test
  void symbolsAreCutFromTheHighestBitOn() {
    BytesEncoder twelve = new BytesEncoder(3, 12);
    assertEquals("bytes3:bits=12", twelve.name());
    assertEquals("bytes3", new BytesEncoder(3, 8).name());
    assertEquals(Clusters.uniform(2, 4096), twelve.clusters());
    assertEquals(Message.of(0xd3c, 0xafe), twelve.encode(twelve.parse("d3CAfe")));
    assertEquals("0xafe", twelve.meaning(1, 0xafe));
    assertEquals("[256 of 4096, ?]", twelve.query("d?????").toString());
    assertEquals("[16 of 4096, 2814]", twelve.query("d3?afe").toString());
    BytesEncoder three = new BytesEncoder(1, 3);
    assertEquals(Clusters.ofSizes(8, 8, 4), three.clusters());
    assertEquals(Message.of(6, 4, 3), three.encode(new byte[] {(byte) 0b110_100_11}));
    assertEquals("[?, 2 of 8, 3]", three.query("?3").toString());
  }

  @Test
  void refusesInvalidStrings() {
    BytesEncoder encoder = new BytesEncoder(3, 12);
    assertEquals(
        "bytes3:bits=12, encode: 2 bytes; this encoder's strings have 3",
        refused(() -> encoder.encode(new byte[2])));
    assertEquals(
        "bytes3:bits=12, query: \"d3ca?\" has 5 characters; "
            + "write 3 bytes as 6 hexadecimal digits, ? for each unknown one of a query",
        refused(() -> encoder.query("d3ca?")));
    assertEquals(
        "bytes3:bits=12, parse: 'g' at 5 of \"d3cafg\" is not a hexadecimal digit",
        refused(() -> encoder.parse("d3cafg")));
    assertEquals(
        "bytes3:bits=12, parse: \"d3ca??\" has unknown digits; ? stands only in a query",
        refused(() -> encoder.parse("d3ca??")));
    String limits = "; there can be 1 to 65536 bytes, and 1 to 16 bits";
    assertEquals(
        "bytes: 0 bytes in symbols of 8 bits" + limits, refused(() -> new BytesEncoder(0, 8)));
    assertEquals(
        "bytes: 3 bytes in symbols of 17 bits" + limits, refused(() -> new BytesEncoder(3, 17)));
  }
}
