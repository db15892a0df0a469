package decisive.memory.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.memory.laws.EncoderLaws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plain symbols, of clusters of one size and of several. */
class SymbolsEncoderLawsTest {
  @Group
  class UniformLaws extends Symbols {
    UniformLaws() {
      super(Clusters.uniform(4, 300));
    }
  }

  @Group
  class MixedLaws extends Symbols {
    MixedLaws() {
      super(Clusters.ofSizes(2, 17, 1, 5));
    }
  }

  @ParameterizedTest
  @CsvSource({"symbols8x256, 8, 256", "symbols2x1, 2, 1"})
  void namesOfEqualClusters(String name, int clusters, int fanals) {
    assertEquals(Clusters.uniform(clusters, fanals), Encoder.named(name).clusters());
    assertEquals(name, Encoder.named(name).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "1,2 => symbols3x5, query: \"1,2\" has 2 symbols; write 3, separated by commas, ? for each"
            + " unknown one of a query",
        "'' => symbols3x5, query: \"\" has no symbols; write 3, separated by commas, ? for each"
            + " unknown one of a query",
        "1,5,? => symbols3x5, query: cluster 1: symbol 5 is out of range; with 5 fanals its symbols"
            + " are 0 to 4",
        "1,-1,? => symbols3x5, query: cluster 1: symbol -1 is out of range; with 5 fanals its"
            + " symbols are 0 to 4",
        "1,x,? => symbols3x5, query: cluster 1: \"x\" is not a whole number",
        "1,1|,? => symbols3x5, query: cluster 1: \"\" is not a whole number"
      })
  void refusesWhatIsNoQuery(String partial, String message) {
    Encoder<?> encoder = Encoder.named("symbols3x5");
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> encoder.query(partial)).getMessage());
  }

  @Test
  void blurredSymbolsAreCandidates() {
    Query query = Encoder.named("symbols3x5").query("4|1|4, ?,2");
    assertArrayEquals(new int[] {1, 4}, query.candidates(0));
    assertEquals("[2 of 5, ?, 2]", query.toString());
  }

  private abstract static class Symbols extends EncoderLaws<Message> {
    private final Clusters clusters;

    Symbols(Clusters clusters) {
      this.clusters = clusters;
    }

    @Override
    protected Encoder<Message> encoder() {
      return new SymbolsEncoder(clusters);
    }

    @Override
    protected Arbitrary<Message> values() {
      List<Arbitrary<Integer>> symbols = new ArrayList<>();
      for (int i = 0; i < clusters.count(); i++) {
        symbols.add(Arbitraries.integers().between(0, clusters.fanals(i) - 1));
      }
      return Combinators.combine(symbols)
          .as(list -> Message.of(list.stream().mapToInt(Integer::intValue).toArray()));
    }

    @Override
    protected List<String> parts(Message value) {
      return Arrays.asList(encoder().format(value).split(","));
    }

    @Override
    protected String join(List<String> parts) {
      return String.join(",", parts);
    }
  }
}
