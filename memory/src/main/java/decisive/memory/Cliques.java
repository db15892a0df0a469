package decisive.memory;

import java.util.List;

/**
 * What an exact search found ({@link CliqueMemory#cliques}).
 *
 * @param messages the cliques, each a complete message the memory {@code contains}; their order
 *     depends on the memory and the candidates only
 * @param complete whether these are all; false if the search reached its bound before
 */
public record Cliques(List<Message> messages, boolean complete) {
  public Cliques {
    messages = List.copyOf(messages);
  }
}
