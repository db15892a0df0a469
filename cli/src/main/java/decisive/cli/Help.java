package decisive.cli;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of {@code --help}, of all commands and of each. */
final class Help {
  private static final int WIDTH = 96;

  private final List<Command> commands;
  private final List<CommandGroup> groups;

  Help(List<Command> commands, List<CommandGroup> groups) {
    this.commands = commands;
    this.groups = groups;
  }

  String overview() {
    Map<String, String> lines = new LinkedHashMap<>();
    Map<String, String> examples = new LinkedHashMap<>();
    for (Command command : commands) {
      CommandGroup group = groups.stream().filter(it -> it.holds(command)).findFirst().orElse(null);
      String name = group == null ? command.name() : group.name() + " …";
      lines.putIfAbsent(name, group == null ? command.summary() : group.summary());
      examples.putIfAbsent(name, command.examples().get(0));
    }
    lines.put("help COMMAND", "what a command does, its options, examples");
    Map<String, String> options = new LinkedHashMap<>();
    options.put("--help", "this text; after a command, the command's");
    options.put("--version", "the version");
    options.put("--debug", "after an error, where in the program it came from");
    return "Deep associative memories: build, train, decide, measure.\n\n"
        + "usage: decisive COMMAND [options]\n"
        + section("commands", lines)
        + section("options", options)
        + examples(examples.values());
  }

  String of(CommandGroup group) {
    Map<String, String> lines = new LinkedHashMap<>();
    List<String> examples = new ArrayList<>();
    for (Command command : group.of(commands)) {
      lines.put(command.name(), command.summary());
      examples.add(command.examples().get(0));
    }
    return "decisive "
        + group.name()
        + ": "
        + group.summary()
        + "\n\nusage: decisive "
        + group.name()
        + " COMMAND [options]\n"
        + section("commands", lines)
        + "\n\"decisive help "
        + group.name()
        + " COMMAND\" shows what a command does, its options, examples.\n"
        + examples(examples);
  }

  String of(Command command) {
    JCommander jcommander = Arguments.described(command);
    List<ParameterDescription> parameters = new ArrayList<>(jcommander.getParameters());
    parameters.removeIf(parameter -> parameter.getParameter().hidden());
    parameters.sort(
        Comparator.comparing((ParameterDescription it) -> !it.getParameter().required())
            .thenComparing(jcommander.getParameterDescriptionComparator()));
    Map<String, String> options = new LinkedHashMap<>();
    for (ParameterDescription parameter : parameters) {
      options.put(left(parameter), right(parameter));
    }
    options.put("--help", "this text");
    ParameterDescription words = jcommander.getMainParameterValue();
    String usage = "usage: decisive " + command.name() + " [options]";
    return "decisive "
        + command.name()
        + ": "
        + command.summary()
        + "\n\n"
        + usage
        + (words == null ? "" : " " + words.getDescription())
        + "\n"
        + section("options", options)
        + examples(command.examples());
  }

  private static String left(ParameterDescription parameter) {
    return parameter.getNames() + (Arguments.isFlag(parameter) ? "" : " " + placeholder(parameter));
  }

  private static String placeholder(ParameterDescription parameter) {
    Class<?> type = parameter.getParameterized().getType();
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "N";
    }
    if (type == Path.class) {
      return "PATH";
    }
    return type == List.class ? "A,B,..." : "VALUE";
  }

  private static String right(ParameterDescription parameter) {
    if (parameter.getParameter().required()) {
      return parameter.getDescription() + " (required)";
    }
    Object value = parameter.getDefault();
    boolean silent = value == null || Arguments.isFlag(parameter);
    String text = value instanceof List<?> list ? join(list) : String.valueOf(value);
    return parameter.getDescription() + (silent || text.isEmpty() ? "" : " (default " + text + ")");
  }

  private static String join(List<?> list) {
    return String.join(",", list.stream().map(String::valueOf).toList());
  }

  private static String section(String title, Map<String, String> lines) {
    int left = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder("\n" + title + ":\n");
    lines.forEach(
        (name, description) -> {
          String start = "  " + name + " ".repeat(left - name.length()) + "  ";
          text.append(start).append(wrapped(description, left + 4)).append('\n');
        });
    return text.toString();
  }

  /** Breaks at spaces so that no line is longer than {@link #WIDTH} if words allow. */
  private static String wrapped(String description, int indent) {
    StringBuilder text = new StringBuilder();
    int column = indent;
    for (String word : description.split(" ")) {
      if (column > indent && column + 1 + word.length() > WIDTH) {
        text.append('\n').append(" ".repeat(indent));
        column = indent;
      } else if (column > indent) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    return text.toString();
  }

  private static String examples(Collection<String> examples) {
    return "\nexamples:\n  " + String.join("\n  ", examples) + "\n";
  }
}
