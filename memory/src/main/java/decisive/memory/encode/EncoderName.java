package decisive.memory.encode;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of encoders: {@code kind[:options]}, with {@code +twins[:options]} behind it for twin
 * clusters. Options are {@code key=value}, separated by commas; of a table they are the columns.
 * Inside a value everything but letters, digits and {@code . - _} is percent-encoded, so that names
 * need no quotes in a shell and no escapes in a file.
 */
final class EncoderName {
  static final String TWINS = "+twins";

  private static final String HELP =
      "; names are words8-letters, words8-bigrams, words8-sliding, image8x8, bytes6,"
          + " symbols8x256, csv:COLUMN=VALUE,VALUE/COLUMN=VALUE,…, tsv:… and fixed6-4:…,"
          + " each with +twins behind it if wanted";

  private static final Pattern WORDS = Pattern.compile("words(\\d{1,9})-(letters|bigrams|sliding)");
  private static final Pattern IMAGE = Pattern.compile("image(\\d{1,9})x(\\d{1,9})");
  private static final Pattern BYTES = Pattern.compile("bytes(\\d{1,9})");

  /** Each is a call within a call when a message is encoded. */
  private static final int MOST_TWINS = 8;

  private static final int MOST_DIGITS = 9;

  private EncoderName() {}

  static Encoder<?> encoder(String name) {
    return encoder(name, MOST_TWINS);
  }

  /**
   * @param most twins there may be
   */
  private static Encoder<?> encoder(String name, int most) {
    int twins = name.lastIndexOf(TWINS);
    if (twins < 0) {
      return base(name);
    }
    if (most == 0) {
      throw new IllegalArgumentException(
          "there is no encoder with more than " + MOST_TWINS + " times " + TWINS + HELP);
    }
    Options options = Options.after(twins + TWINS.length(), name);
    Encoder<?> encoder =
        new TwinEncoder<>(
            encoder(name.substring(0, twins), most - 1),
            options.integer("clusters", TwinEncoder.CLUSTERS),
            options.integer("fanals", TwinEncoder.FANALS),
            options.number("seed", TwinEncoder.SEED));
    options.refuseOthers();
    return encoder;
  }

  /**
   * Whole numbers of up to nine digits, separated by {@code -}; any number of them, so without a
   * regular expression, which would call itself for each.
   *
   * @return null if the text is something else
   */
  static int[] numbers(String text) {
    String[] parts = text.split("-", -1);
    int[] numbers = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      boolean digits = parts[i].chars().allMatch(c -> c >= '0' && c <= '9');
      if (parts[i].isEmpty() || parts[i].length() > MOST_DIGITS || !digits) {
        return null;
      }
      numbers[i] = Integer.parseInt(parts[i]);
    }
    return numbers;
  }

  /** A value as it stands in a name. */
  static String escape(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /** Undoes {@link #escape}. */
  static String unescape(String value, String name) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "encoder \"" + name + "\": \"" + value + "\" is not percent-encoded: write %25 for %", e);
    }
  }

  private static Encoder<?> base(String name) {
    int colon = name.indexOf(':');
    String kind = colon < 0 ? name : name.substring(0, colon);
    RowFormat rows = RowFormat.named(kind);
    if (rows != null) {
      return TableEncoder.named(rows, colon < 0 ? "" : name.substring(colon + 1), name);
    }
    Options options = Options.after(kind.length(), name);
    Encoder<?> encoder = base(kind, options, name);
    options.refuseOthers();
    return encoder;
  }

  private static Encoder<?> base(String kind, Options options, String name) {
    Matcher words = WORDS.matcher(kind);
    if (words.matches()) {
      int length = Integer.parseInt(words.group(1));
      Alphabet alphabet = Alphabet.of(options.text("alphabet", Alphabet.LATIN.letters()));
      return switch (words.group(2)) {
        case "letters" -> WordEncoder.letters(length, alphabet);
        case "bigrams" -> WordEncoder.bigrams(length, alphabet);
        default -> WordEncoder.slidingBigrams(length, alphabet);
      };
    }
    Matcher image = IMAGE.matcher(kind);
    if (image.matches()) {
      return new ImageEncoder(
          Integer.parseInt(image.group(1)),
          Integer.parseInt(image.group(2)),
          options.integer("levels", ImageEncoder.LEVELS),
          options.integer("maximum", ImageEncoder.MAXIMUM));
    }
    Matcher bytes = BYTES.matcher(kind);
    if (bytes.matches()) {
      return new BytesEncoder(
          Integer.parseInt(bytes.group(1)), options.integer("bits", BytesEncoder.BITS));
    }
    if (kind.startsWith(SymbolsEncoder.KIND)) {
      Encoder<?> symbols = SymbolsEncoder.named(kind.substring(SymbolsEncoder.KIND.length()));
      if (symbols != null) {
        return symbols;
      }
    }
    throw new IllegalArgumentException("there is no encoder \"" + name + "\"" + HELP);
  }

  /** Puts a name together, leaving out options that have their default. */
  static final class Writer {
    private final StringBuilder name;
    private char separator = ':';

    Writer(String kind) {
      name = new StringBuilder(kind);
    }

    void option(String key, long value, long standard) {
      if (value != standard) {
        option(key, Long.toString(value));
      }
    }

    void option(String key, String value) {
      name.append(separator).append(key).append('=').append(escape(value));
      separator = ',';
    }

    @Override
    public String toString() {
      return name.toString();
    }
  }

  /** The options of a name, each to be taken once. */
  private static final class Options {
    private final String name;
    private final Map<String, String> values = new LinkedHashMap<>();

    private Options(String name) {
      this.name = name;
    }

    /** The options from a position on, where the name ends or has a colon. */
    static Options after(int position, String name) {
      Options options = new Options(name);
      if (position == name.length()) {
        return options;
      }
      if (name.charAt(position) != ':') {
        throw new IllegalArgumentException("there is no encoder \"" + name + "\"" + HELP);
      }
      for (String option : name.substring(position + 1).split(",", -1)) {
        int equals = option.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException(
              "encoder \"" + name + "\": option \"" + option + "\" is not of the form key=value");
        }
        String value = unescape(option.substring(equals + 1), name);
        if (options.values.put(option.substring(0, equals), value) != null) {
          throw new IllegalArgumentException(
              "encoder \"" + name + "\": option " + option.substring(0, equals) + " comes twice");
        }
      }
      return options;
    }

    String text(String key, String standard) {
      String value = values.remove(key);
      return value == null ? standard : value;
    }

    int integer(String key, int standard) {
      long number = number(key, standard);
      if (number != (int) number) {
        throw new IllegalArgumentException(
            "encoder \"" + name + "\": " + key + " " + number + " is too large");
      }
      return (int) number;
    }

    long number(String key, long standard) {
      String value = values.remove(key);
      try {
        return value == null ? standard : Long.parseLong(value);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "encoder \"" + name + "\": " + key + " \"" + value + "\" is not a whole number", e);
      }
    }

    void refuseOthers() {
      if (!values.isEmpty()) {
        throw new IllegalArgumentException(
            "encoder \"" + name + "\": there is no option " + values.keySet().iterator().next());
      }
    }
  }
}
