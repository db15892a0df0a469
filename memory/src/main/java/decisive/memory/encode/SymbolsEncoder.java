package decisive.memory.encode;

import decisive.memory.Clusters;
import decisive.memory.Message;
import java.util.Arrays;
import java.util.StringJoiner;

/**
 * Messages as they are: their symbols, written as whole numbers separated by commas.
 *
 * <pre>
 *   symbols8x256     3,17,0,255,41,7,99,120
 *   a query          3,?,0|5,255,?,?,99,120      ? erased, 0|5 blurred: one of these
 * </pre>
 */
public final class SymbolsEncoder implements Encoder<Message> {
  /** What its names begin with. */
  public static final String KIND = "symbols";

  private final Clusters clusters;

  public SymbolsEncoder(Clusters clusters) {
    this.clusters = clusters;
  }

  /** Reads the sizes of a name, {@code 8x256} or {@code 26-26-10}; null if they are neither. */
  static SymbolsEncoder named(String sizes) {
    int cross = sizes.indexOf('x');
    int[] count = EncoderName.numbers(sizes.substring(0, Math.max(0, cross)));
    int[] fanals = EncoderName.numbers(sizes.substring(cross + 1));
    if (fanals == null) {
      return null;
    }
    if (cross < 0) {
      return new SymbolsEncoder(Clusters.ofSizes(fanals));
    }
    return count == null || count.length > 1 || fanals.length > 1
        ? null
        : new SymbolsEncoder(Clusters.uniform(count[0], fanals[0]));
  }

  /** {@code symbols8x256}, or {@code symbols26-26-10} if clusters differ in size. */
  @Override
  public String name() {
    if (clusters.isUniform()) {
      return KIND + clusters.count() + "x" + clusters.fanals(0);
    }
    StringJoiner sizes = new StringJoiner("-", KIND, "");
    for (int i = 0; i < clusters.count(); i++) {
      sizes.add(Integer.toString(clusters.fanals(i)));
    }
    return sizes.toString();
  }

  @Override
  public Clusters clusters() {
    return clusters;
  }

  @Override
  public Message encode(Message value) {
    return checked(value, "encode");
  }

  @Override
  public Decoded<Message> decode(Message message) {
    CompleteMessage.symbols(message, clusters, name());
    return new Decoded.Value<>(message);
  }

  /** A part is a symbol. */
  @Override
  public Query query(String partial) {
    String[] parts = parts(partial, "query");
    int[][] candidates = new int[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].isEmpty() || parts[i].equals("?")) {
        candidates[i] = Query.all(clusters.fanals(i));
      } else {
        String[] possible = parts[i].split("\\|", -1);
        candidates[i] = new int[possible.length];
        for (int n = 0; n < possible.length; n++) {
          candidates[i][n] = symbol(i, possible[n].strip(), "query");
        }
        candidates[i] = Arrays.stream(candidates[i]).sorted().distinct().toArray();
      }
    }
    return new Query(clusters, candidates);
  }

  @Override
  public Message parse(String text) {
    String[] parts = parts(text, "parse");
    int[] symbols = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      symbols[i] = symbol(i, parts[i], "parse");
    }
    return Message.of(symbols);
  }

  @Override
  public String format(Message value) {
    checked(value, "format");
    StringJoiner text = new StringJoiner(",");
    for (int i = 0; i < value.length(); i++) {
      text.add(Integer.toString(value.symbol(i)));
    }
    return text.toString();
  }

  /** Its number. */
  @Override
  public String meaning(int cluster, int symbol) {
    clusters.fanal(cluster, symbol);
    return Integer.toString(symbol);
  }

  @Override
  public String toString() {
    return name();
  }

  private String[] parts(String text, String operation) {
    String[] parts = text.split(",", -1);
    if (parts.length != clusters.count()) {
      throw new IllegalArgumentException(
          name()
              + ", "
              + operation
              + ": \""
              + text
              + "\" has "
              + (text.isBlank() ? "no" : parts.length)
              + " symbols; write "
              + clusters.count()
              + ", separated by commas, ? for each unknown one of a query");
    }
    for (int i = 0; i < parts.length; i++) {
      parts[i] = parts[i].strip();
    }
    return parts;
  }

  private int symbol(int cluster, String text, String operation) {
    String where = name() + ", " + operation + ": cluster " + cluster + ": ";
    int symbol;
    try {
      symbol = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          where
              + "\""
              + text
              + "\" is not a whole number"
              + (text.equals("?") ? "; ? stands only in a query" : ""),
          e);
    }
    checkRange(cluster, symbol, where);
    return symbol;
  }

  private void checkRange(int cluster, int symbol, String where) {
    int fanals = clusters.fanals(cluster);
    if (symbol < 0 || symbol >= fanals) {
      throw new IllegalArgumentException(
          where
              + "symbol "
              + symbol
              + " is out of range; with "
              + fanals
              + " fanals its symbols are 0 to "
              + (fanals - 1));
    }
  }

  private Message checked(Message value, String operation) {
    if (value.length() != clusters.count() || value.known() < value.length()) {
      throw new IllegalArgumentException(
          name()
              + ", "
              + operation
              + ": message "
              + value
              + "; it must have "
              + clusters.count()
              + " symbols, none erased");
    }
    for (int i = 0; i < value.length(); i++) {
      checkRange(i, value.symbol(i), name() + ", " + operation + ": cluster " + i + ": ");
    }
    return value;
  }
}
