package decisive.memory.encode;

import decisive.memory.laws.EncoderLaws;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Group;

/** Tables in all formats, with and without twins. */
class TableEncoderLawsTest {
  @Group
  class CsvLaws extends Rows {
    CsvLaws() {
      super(TableEncoderTest.CSV);
    }

    @Override
    protected String join(List<String> parts) {
      return String.join(",", parts);
    }
  }

  @Group
  class TsvLaws extends Rows {
    TsvLaws() {
      super(new TableEncoder(RowFormat.tsv(), TableEncoderTest.ANIMALS));
    }

    @Override
    protected String join(List<String> parts) {
      return String.join("\t", parts);
    }
  }

  @Group
  class FixedLaws extends Rows {
    FixedLaws() {
      super(new TableEncoder(RowFormat.fixed(12, 1, 3), TableEncoderTest.ANIMALS));
    }

    @Override
    protected String join(List<String> parts) {
      return String.format("%-12s%-1s%-3s", parts.toArray());
    }
  }

  @Group
  class TwinLaws extends Rows {
    TwinLaws() {
      super(new TwinEncoder<>(TableEncoderTest.CSV, 3, 50, 9));
    }

    @Override
    protected String join(List<String> parts) {
      return String.join(",", parts);
    }
  }

  private abstract static class Rows extends EncoderLaws<List<String>> {
    private final Encoder<List<String>> encoder;

    Rows(Encoder<List<String>> encoder) {
      this.encoder = encoder;
    }

    @Override
    protected Encoder<List<String>> encoder() {
      return encoder;
    }

    @Override
    protected Arbitrary<List<String>> values() {
      return Combinators.combine(
              TableEncoderTest.ANIMALS.stream()
                  .map(column -> Arbitraries.of(column.values()))
                  .toList())
          .as(List::copyOf);
    }

    @Override
    protected List<String> parts(List<String> row) {
      return row;
    }
  }
}
