package decisive.memory.encode;

import static decisive.testing.Thrown.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import decisive.memory.Clusters;
import decisive.memory.Message;
import decisive.memory.encode.TableEncoder.Column;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableEncoderTest {
  static final List<Column> ANIMALS =
      List.of(
          new Column("name, full", List.of("cat", "dog", "blue / whale", "50 % (+?)", "k=v")),
          new Column("legs", List.of("4", "0")),
          new Column("breathes", List.of("*")));

  static final TableEncoder CSV = new TableEncoder(RowFormat.csv(), ANIMALS);

  @Test
  void aColumnIsACluster() {
    assertEquals(Clusters.ofSizes(5, 2, 1), CSV.clusters());
    assertEquals(Message.of(1, 0, 0), CSV.encode(List.of("dog", "4", "*")));
    assertEquals(List.of("dog", "4", "*"), CSV.parse(" dog, 4 ,*"));
    assertEquals("[?, 0, 0]", CSV.query("?,4,").toString()); // the one value is known anyway
    assertEquals(
        "csv:name%2C%20full=cat,dog,blue%20%2F%20whale,50%20%25%20%28%2B%3F%29,k%3Dv"
            + "/legs=4,0/breathes=%2A",
        CSV.name());
    assertEquals(ANIMALS, CSV.columns());
  }

  @Test
  void recordsTakeTheirCharactersByPosition() {
    TableEncoder fixed = new TableEncoder(RowFormat.fixed(12, 1, 3), ANIMALS);
    assertEquals(Message.of(2, 1, 0), fixed.encode(fixed.parse("blue / whale0*")));
    assertEquals(Message.of(0, 0, 0), fixed.encode(fixed.parse("cat         4  *")));
    assertEquals("[0, ?, 0]", fixed.query("cat").toString());
    assertEquals("cat         4*  ", fixed.format(List.of("cat", "4", "*")));
    assertEquals(
        "fixed12-1-3, query: the row has 4 values [cat, 4, *, more], the table has 3 columns; "
            + "write ? for an unknown value of a query",
        refused(() -> fixed.query("cat         4*  more")));
  }

  @Test
  void valuesAreLearntWhateverTheOrderOfRows() {
    List<String> names = List.of("colour", "size");
    List<String> rows = List.of("red,small", "green,?", " red ,large", ",small");
    TableEncoder learnt = TableEncoder.learn(RowFormat.csv(), names, rows);
    assertEquals("csv:colour=green,red/size=large,small", learnt.name());
    List<String> reversed = Stream.of(3, 2, 1, 0).map(rows::get).toList();
    assertEquals(learnt.name(), TableEncoder.learn(RowFormat.csv(), names, reversed).name());
    assertEquals(
        "csv, learn: row 1 has 3 values [a, b, c], the table has 2 columns; "
            + "write ? for an unknown value of a query",
        refused(() -> TableEncoder.learn(RowFormat.csv(), names, List.of("a,b", "a,b,c"))));
    assertEquals(
        "csv column size: it has no values; give at least one",
        refused(() -> TableEncoder.learn(RowFormat.csv(), names, List.of("red,?"))));
  }

  @Test
  void refusesInvalidRows() {
    assertEquals(
        "csv, encode: column legs has no value \"6\"; its values are 4, 0",
        refused(() -> CSV.encode(List.of("dog", "6", "*"))));
    assertEquals(
        "csv, query: column legs has no value \"6\"; its values are 4, 0",
        refused(() -> CSV.query("?,6,?")));
    assertEquals(
        "csv, encode: column legs is unknown; only whole rows can be encoded; its values are 4, 0",
        refused(() -> CSV.parse("dog,?,*")));
    assertEquals(
        "csv, encode: the row has 2 values [dog, 4], the table has 3 columns; "
            + "write ? for an unknown value of a query",
        refused(() -> CSV.encode(List.of("dog", "4"))));
    List<String> many = Stream.iterate(0, i -> i + 1).limit(12).map(String::valueOf).toList();
    TableEncoder wide = new TableEncoder(RowFormat.csv(), List.of(new Column("n", many)));
    assertEquals(
        "csv, query: column n has no value \"12\"; "
            + "its values are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, … (12)",
        refused(() -> wide.query("12")));
  }

  @Test
  void refusesInvalidColumns() {
    assertColumnRefused("\"\" cannot be a value: it stands for an unknown value", "");
    assertColumnRefused("\"?\" cannot be a value: it stands for an unknown value", "?");
    assertColumnRefused("\" a\" cannot be a value: there are blanks around it", " a");
    assertColumnRefused("\"a,b\" cannot be a value: the separator is in it", "a,b");
    assertColumnRefused("\"a\nb\" cannot be a value: a line break is in it", "a\nb");
    assertColumnRefused("\"a\" cannot be a value: it comes twice", "a", "a");
    assertColumnRefused("it has no values; give at least one");
    assertEquals(
        "csv: 0 columns; there must be at least 1",
        refused(() -> new TableEncoder(RowFormat.csv(), List.of())));
    Column column = new Column("x", List.of("long"));
    assertEquals(
        "csv: column name \"x\" is empty or comes twice; give every column its own",
        refused(() -> new TableEncoder(RowFormat.csv(), List.of(column, column))));
    assertEquals(
        "fixed4-4: 1 columns; there must be 2",
        refused(() -> new TableEncoder(RowFormat.fixed(4, 4), List.of(column))));
    assertEquals(
        "fixed3 column x: \"long\" cannot be a value: it is longer than 3 characters",
        refused(() -> new TableEncoder(RowFormat.fixed(3), List.of(column))));
    assertEquals(
        "fixed: a column of width 0; widths are 1 to 10000", refused(() -> RowFormat.fixed(2, 0)));
    assertEquals(
        "fixed: there are no widths; give one for each column", refused(() -> RowFormat.fixed()));
  }

  private static void assertColumnRefused(String reason, String... values) {
    Column column = new Column("x", List.of(values));
    String error = refused(() -> new TableEncoder(RowFormat.csv(), List.of(column)));
    assertEquals("csv column x: " + reason, error);
  }

  @Test
  void aByteOrderMarkIsNoPartOfAName() {
    List<String> table = List.of("\uFEFFcolour,size", "red,small", "green,\uFEFFlarge");
    assertEquals(
        "csv:colour=green,red/size=small,%EF%BB%BFlarge", TableEncoder.learn("csv", table).name());
  }
}
