package decisive.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that comes from files, as it may reach a terminal: characters that steer it (escape
 * sequences) or reorder what it shows are written as {@code \\u001b}. So it is also where output
 * goes into a pipe, since what a command prints does not depend on who reads it; tabs stay, as they
 * separate columns. In JSON that is an ordinary escape, and the value is exact.
 */
final class Printable {
  private static final Pattern UNSAFE =
      Pattern.compile(
          "[\\p{Cc}&&[^\t]]|[\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]|\\p{Cs}");

  private static final Pattern UNSAFE_IN_JSON =
      Pattern.compile("[\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]|\\p{Cs}");

  private Printable() {}

  /** Text of one line. */
  static String line(String text) {
    return escaped(text, UNSAFE);
  }

  /** JSON, whose serializer has left some of these as they are inside strings. */
  static String json(String json) {
    return escaped(json, UNSAFE_IN_JSON);
  }

  private static String escaped(String text, Pattern unsafe) {
    Matcher matcher = unsafe.matcher(text);
    return matcher.replaceAll(
        found -> String.format(Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
  }
}
