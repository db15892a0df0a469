package decisive.cli;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import com.beust.jcommander.ParameterException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in a command's options by JCommander. Words are looked at here first, since JCommander
 * takes an option for a value and an unknown option for a main parameter.
 */
final class Arguments {
  private static final Pattern REQUIRED =
      Pattern.compile("The following options? (?:is|are) required: (.*)", Pattern.DOTALL);

  private final JCommander jcommander;
  private final Map<String, ParameterDescription> options = new LinkedHashMap<>();

  Arguments(Command command) {
    jcommander = described(command);
    for (ParameterDescription option : jcommander.getParameters()) {
      for (String name : option.getParameter().names()) {
        options.put(name, option);
      }
    }
  }

  /**
   * @throws UsageException for unknown options, missing or superfluous values, and values of
   *     another type
   */
  void fill(List<String> words) {
    try {
      jcommander.parse(checked(words).toArray(String[]::new));
    } catch (ParameterException e) {
      throw new UsageException(plain(e.getMessage()));
    }
  }

  /** The words with {@code --name=value} cut in two. */
  private List<String> checked(List<String> words) {
    List<String> checked = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.startsWith("-") ? word.indexOf('=') : -1;
      String name = equals < 0 ? word : word.substring(0, equals);
      ParameterDescription option = options.get(name);
      if (option == null) {
        checkWord(name);
        checked.add(word);
      } else if (isFlag(option)) {
        if (equals >= 0) {
          throw new UsageException(name + " takes no value");
        }
        checked.add(name);
      } else {
        if (equals < 0 && (i + 1 == words.size() || options.containsKey(words.get(i + 1)))) {
          throw new UsageException(name + " wants a value: " + option.getDescription());
        }
        checked.add(name);
        checked.add(equals < 0 ? words.get(++i) : word.substring(equals + 1));
      }
    }
    return checked;
  }

  private void checkWord(String word) {
    if (word.length() > 1 && word.startsWith("-")) {
      throw new UsageException("unknown option " + word + Nearest.hint(word, options.keySet()));
    }
    if (jcommander.getMainParameter() == null) {
      throw new UsageException("unexpected word " + word + "; --help shows what is taken");
    }
  }

  static JCommander described(Command command) {
    JCommander jcommander = JCommander.newBuilder().addObject(command).build();
    jcommander.setExpandAtSign(false); // "@file" is a word like any other
    jcommander.createDescriptions();
    return jcommander;
  }

  static boolean isFlag(ParameterDescription option) {
    Class<?> type = option.getParameterized().getType();
    return type == boolean.class || type == Boolean.class;
  }

  /** JCommander's messages, in our words. */
  private static String plain(String message) {
    Matcher required = REQUIRED.matcher(message);
    if (required.matches()) {
      String names = required.group(1).replaceAll("[\\[\\]]", "");
      return names + (names.contains(",") ? " are required" : " is required");
    }
    return message
        .replaceAll("(?s)^\"(\\S+)\": couldn't convert \"(.*)\" to (.*)$", "$1 $2: not $3")
        .replaceAll(": not an integer$", ": want a whole number of up to 9 digits")
        .replaceAll(": not a long$", ": want a whole number of up to 18 digits")
        .replaceAll(": not a double$", ": want a number")
        .replaceAll("^Can only specify option (\\S+) once\\.$", "$1 is given twice")
        .replaceAll(
            "(?s)^Invalid value for (\\S+) parameter\\. Allowed values:\\[(.*)]$",
            "$1 takes one of $2");
  }
}
