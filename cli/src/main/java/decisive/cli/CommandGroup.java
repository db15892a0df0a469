package decisive.cli;

import java.util.List;

/**
 * Commands that belong together and whose names begin with the same word: {@code memory store},
 * {@code memory retrieve}.
 *
 * @param name that word
 * @param summary what they are about, in one line without a full stop
 */
record CommandGroup(String name, String summary) {
  boolean holds(Command command) {
    return command.name().startsWith(name + " ");
  }

  List<Command> of(List<Command> commands) {
    return commands.stream().filter(this::holds).toList();
  }
}
