package decisive.memory.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names as typed and as kept in files; that each encoder's own name is read is among its laws. */
class EncoderNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "words8-letters",
        "words8-bigrams",
        "words8-sliding",
        "words5-sliding:alphabet=01",
        "words8-letters+twins",
        "words8-letters:alphabet=ab%2Btwins+twins:clusters=4,seed=-3",
        "csv:colour=red,green/size=small",
        "tsv:a=b+twins",
        "fixed6-4:a=b/c=d",
        "image8x8",
        "image28x28:levels=4,maximum=16",
        "bytes6:bits=12"
      })
  void namesStay(String name) {
    assertEquals(name, Encoder.named(name).name());
  }

  @Test
  void defaultsAreLeftOutAndOptionsPutInOrder() {
    assertEquals(
        "words8-letters+twins:fanals=64,seed=7",
        Encoder.named("words8-letters+twins:seed=7,clusters=8,fanals=64").name());
    assertEquals("bytes6", Encoder.named("bytes6:bits=8").name());
    assertEquals(
        "words8-sliding",
        Encoder.named("words8-sliding:alphabet=abcdefghijklmnopqrstuvwxyz").name());
    assertEquals("image8x8", Encoder.named("image8x8:maximum=255").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "words8", "words-letters", "words8-lettersx", "csvx:a=b", "twins", "image8"})
  void refusesOtherNames(String name) {
    String error = refused(name);
    assertTrue(error.startsWith("there is no encoder \"" + name + "\"; names are words8-"), error);
  }

  @Test
  void refusesInvalidOptions() {
    assertEquals("encoder \"bytes6:bit=8\": there is no option bit", refused("bytes6:bit=8"));
    assertEquals(
        "encoder \"bytes6:bits=8,bits=9\": option bits comes twice",
        refused("bytes6:bits=8,bits=9"));
    assertEquals(
        "encoder \"bytes6:bits\": option \"bits\" is not of the form key=value",
        refused("bytes6:bits"));
    assertEquals(
        "encoder \"bytes6:bits=x\": bits \"x\" is not a whole number", refused("bytes6:bits=x"));
    assertEquals(
        "encoder \"bytes6:bits=9999999999\": bits 9999999999 is too large",
        refused("bytes6:bits=9999999999"));
    assertEquals(
        "encoder \"words8-letters:alphabet=%zz\": \"%zz\" is not percent-encoded: write %25 for %",
        refused("words8-letters:alphabet=%zz"));
    assertEquals(
        "encoder \"csv:colour\": column \"colour\" is not of the form name=value,value; "
            + "columns are separated by /",
        refused("csv:colour"));
    String twins = refused("words8-letters+twinsx");
    assertTrue(twins.startsWith("there is no encoder \"words8-letters+twinsx\""), twins);
  }

  /** A file's header may hold a name of 65,536 bytes: none may end in a stack trace. */
  @Test
  void namesOfThousandsOfPartsAreReadOrRefused() {
    String parts = "1" + "-1".repeat(30_000);
    String columns = "a=b" + "/c=d".repeat(10);
    assertEquals(
        "fixed" + parts + ": 11 columns; there must be 30001",
        refused("fixed" + parts + ":" + columns));
    assertTrue(refused("fixed" + parts + "-").startsWith("there is no encoder"));
    assertTrue(refused("fixed" + parts + "x").startsWith("there is no encoder"));
    assertEquals(30_001, Encoder.named("symbols" + parts).clusters().count());
    assertTrue(refused("symbols" + parts + "x2").startsWith("there is no encoder"));
    assertTrue(refused("symbols" + "1".repeat(60_000)).startsWith("there is no encoder"));
    String twins = "words8-letters" + "+twins:clusters=1".repeat(8);
    assertEquals(16, Encoder.named(twins).clusters().count());
    assertTrue(
        refused(twins + "+twins").startsWith("there is no encoder with more than 8 times +twins"));
    assertTrue(refused("words8-letters" + "+twins".repeat(10_000)).contains("more than 8 times"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"symbols8x256", "symbols26-26-10", "symbols5"})
  void namesOfSymbolsStay(String name) {
    Encoder<?> encoder = Encoder.named(name);
    assertEquals(encoder.clusters(), Encoder.named(encoder.name()).clusters());
    for (String wrong :
        new String[] {"x", "x3", "3x", "-3", "3-", "3--3", "2x3-4", "2-3x4", " 3"}) {
      assertTrue(refused("symbols" + wrong).startsWith("there is no encoder"), wrong);
    }
  }

  private static String refused(String name) {
    return assertThrows(IllegalArgumentException.class, () -> Encoder.named(name)).getMessage();
  }
}
