package decisive.memory.encode;

import decisive.memory.Clusters;
import decisive.memory.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * Rows of a table, or records of fixed width; a cluster a column, a symbol one of its values.
 *
 * <p>The values of each column are known beforehand, given or {@linkplain #learn learnt} from rows;
 * another one is refused. In the text of a query an unknown value is {@code ?} or empty, so neither
 * can be a value.
 */
public final class TableEncoder implements Encoder<List<String>> {
  private static final int SHOWN = 10;

  /**
   * A column of a table.
   *
   * @param name not empty
   * @param values at least one, all different, in the order of their symbols; none is empty, {@code
   *     ?}, or has blanks around it
   */
  public record Column(String name, List<String> values) {
    public Column {
      values = List.copyOf(values);
    }
  }

  private final RowFormat format;
  private final List<Column> columns;

  /** Of each column, the symbol of each value. */
  private final List<Map<String, Integer>> symbols = new ArrayList<>();

  private final Clusters clusters;

  /**
   * @param format how a row is written
   * @param columns at least one, their names all different
   * @throws IllegalArgumentException if a name or value is not as {@link Column} says, or cannot be
   *     written in the format, or the format is for another number of columns
   */
  public TableEncoder(RowFormat format, List<Column> columns) {
    this.format = format;
    this.columns = List.copyOf(columns);
    checkColumns(format, this.columns);
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Map<String, Integer> numbers = new HashMap<>();
      for (String value : column.values()) {
        String obstacle = isUnknown(value) ? "it stands for an unknown value" : null;
        obstacle = value.equals(value.strip()) ? obstacle : "there are blanks around it";
        obstacle = value.lines().count() > 1 ? "a line break is in it" : obstacle;
        obstacle = obstacle == null ? format.obstacle(i, value) : obstacle;
        obstacle = numbers.put(value, numbers.size()) == null ? obstacle : "it comes twice";
        if (obstacle != null) {
          throw new IllegalArgumentException(
              format
                  + " column "
                  + column.name()
                  + ": \""
                  + value
                  + "\" cannot be a value: "
                  + obstacle);
        }
      }
      symbols.add(numbers);
    }
    clusters = Clusters.ofSizes(columns.stream().mapToInt(c -> c.values().size()).toArray());
  }

  /**
   * The encoder for the values that occur in some rows, whatever the order of these: the values of
   * a column are sorted. Unknown values are passed over.
   *
   * @param names of the columns
   * @param lines the rows as text, without the names
   * @throws IllegalArgumentException if a row has another number of values than there are names, or
   *     a column is unknown in every row
   */
  public static TableEncoder learn(RowFormat format, List<String> names, Iterable<String> lines) {
    List<TreeSet<String>> values = new ArrayList<>();
    names.forEach(name -> values.add(new TreeSet<>()));
    int number = 0;
    for (String line : lines) {
      List<String> row = format.split(line);
      checkCount(row, names.size(), format + ", learn: row " + number++);
      for (int i = 0; i < row.size(); i++) {
        if (!isUnknown(row.get(i))) {
          values.get(i).add(row.get(i));
        }
      }
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new Column(names.get(i), List.copyOf(values.get(i))));
    }
    return new TableEncoder(format, columns);
  }

  /**
   * As {@link #learn(RowFormat, List, Iterable)}, from a whole table.
   *
   * @param format {@code csv}, {@code tsv}, or {@code fixed6-4} with the widths of the columns
   * @param table its lines; the first names the columns, and may begin with a byte order mark
   * @throws IllegalArgumentException if there is no such format, or no row, too
   */
  public static TableEncoder learn(String format, List<String> table) {
    RowFormat rows = RowFormat.named(format);
    if (rows == null) {
      throw new IllegalArgumentException(
          "learn: there are no tables \"" + format + "\"; name csv, tsv, or fixed6-4 with widths");
    }
    if (table.size() < 2) {
      throw new IllegalArgumentException(
          format + ", learn: " + table.size() + " lines; the first names the columns, rows follow");
    }
    String head = table.get(0);
    List<String> names = rows.split(head.startsWith("\uFEFF") ? head.substring(1) : head);
    return learn(rows, names, table.subList(1, table.size()));
  }

  /** Reads the columns of a name: {@code colour=red,green/size=small}. */
  static TableEncoder named(RowFormat format, String text, String name) {
    List<Column> columns = new ArrayList<>();
    for (String column : text.split("/", -1)) {
      int equals = column.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "encoder \""
                + name
                + "\": column \""
                + column
                + "\" is not of the form name=value,value; columns are separated by /");
      }
      List<String> values = new ArrayList<>();
      for (String value : column.substring(equals + 1).split(",", -1)) {
        values.add(EncoderName.unescape(value, name));
      }
      columns.add(new Column(EncoderName.unescape(column.substring(0, equals), name), values));
    }
    return new TableEncoder(format, columns);
  }

  /** {@code csv:colour=red,green/size=small,large}; tsv or fixed6-5 for the other formats. */
  @Override
  public String name() {
    StringJoiner name = new StringJoiner("/", format.name() + ":", "");
    for (Column column : columns) {
      StringJoiner values = new StringJoiner(",", EncoderName.escape(column.name()) + "=", "");
      column.values().forEach(value -> values.add(EncoderName.escape(value)));
      name.add(values.toString());
    }
    return name.toString();
  }

  public List<Column> columns() {
    return columns;
  }

  @Override
  public Clusters clusters() {
    return clusters;
  }

  /**
   * @param row a value of each column
   */
  @Override
  public Message encode(List<String> row) {
    checkCount(row, columns.size(), format + ", encode: the row");
    int[] message = new int[columns.size()];
    for (int i = 0; i < message.length; i++) {
      message[i] = symbol(i, row.get(i), "encode");
    }
    return Message.of(message);
  }

  /** The row, always: any values make a row. */
  @Override
  public Decoded<List<String>> decode(Message message) {
    int[] numbers = CompleteMessage.symbols(message, clusters, format.name());
    List<String> row = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      row.add(columns.get(i).values().get(numbers[i]));
    }
    return new Decoded.Value<>(List.copyOf(row));
  }

  /** A part is a column. */
  @Override
  public Query query(String partial) {
    List<String> row = format.split(partial);
    checkCount(row, columns.size(), format + ", query: the row");
    int[][] candidates = new int[columns.size()][];
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] =
          isUnknown(row.get(i))
              ? Query.all(clusters.fanals(i))
              : new int[] {symbol(i, row.get(i), "query")};
    }
    return new Query(clusters, candidates);
  }

  @Override
  public List<String> parse(String text) {
    List<String> row = format.split(text);
    encode(row);
    return row;
  }

  @Override
  public String format(List<String> row) {
    encode(row);
    return format.join(row);
  }

  /** The value. */
  @Override
  public String meaning(int cluster, int symbol) {
    clusters.fanal(cluster, symbol);
    return columns.get(cluster).values().get(symbol);
  }

  @Override
  public String toString() {
    return name();
  }

  private static boolean isUnknown(String value) {
    return value.isEmpty() || value.equals("?");
  }

  private static void checkColumns(RowFormat format, List<Column> columns) {
    if (columns.isEmpty() || format.columns() >= 0 && format.columns() != columns.size()) {
      throw new IllegalArgumentException(
          format
              + ": "
              + columns.size()
              + " columns; there must be "
              + (format.columns() < 0 ? "at least 1" : format.columns()));
    }
    TreeSet<String> names = new TreeSet<>();
    for (Column column : columns) {
      if (column.name().isEmpty() || !names.add(column.name())) {
        throw new IllegalArgumentException(
            format
                + ": column name \""
                + column.name()
                + "\" is empty or comes twice; give every column its own");
      }
      if (column.values().isEmpty()) {
        throw new IllegalArgumentException(
            format + " column " + column.name() + ": it has no values; give at least one");
      }
    }
  }

  private static void checkCount(List<String> row, int columns, String what) {
    if (row.size() != columns) {
      throw new IllegalArgumentException(
          what
              + " has "
              + row.size()
              + " values "
              + row
              + ", the table has "
              + columns
              + " columns; write ? for an unknown value of a query");
    }
  }

  private int symbol(int column, String value, String operation) {
    Integer symbol = symbols.get(column).get(value);
    if (symbol == null) {
      List<String> values = columns.get(column).values();
      throw new IllegalArgumentException(
          format
              + ", "
              + operation
              + ": column "
              + columns.get(column).name()
              + (isUnknown(value)
                  ? " is unknown; only whole rows can be encoded"
                  : " has no value \"" + value + "\"")
              + "; its values are "
              + String.join(", ", values.subList(0, Math.min(SHOWN, values.size())))
              + (values.size() > SHOWN ? ", … (" + values.size() + ")" : ""));
    }
    return symbol;
  }
}
