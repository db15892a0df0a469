package decisive.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import decisive.memory.Recall;
import decisive.memory.encode.Completion;
import decisive.memory.encode.Encoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** What a memory answered to a query, in words and as JSON. */
final class CompletionText<T> {
  /** Answers, and candidates of a cluster, that are shown. */
  private static final int SHOWN = 20;

  private final Encoder<T> encoder;
  private final String query;

  CompletionText(Encoder<T> encoder, String query) {
    this.encoder = encoder;
    this.query = query;
  }

  /**
   * The values, a line each; or, where they could not be looked through, the candidates of each
   * cluster in one line.
   */
  List<String> answers(Completion<T> answer) {
    if (answer.kind() == Completion.Kind.AMBIGUOUS && !answer.complete()) {
      return List.of(candidates(answer.recall()));
    }
    return values(answer).stream().map(Printable::line).toList();
  }

  /** What is reported besides; empty if the answer is one value. */
  String note(Completion<T> answer) {
    String query = Printable.line(this.query);
    return switch (answer.kind()) {
      case UNIQUE -> "";
      case NOTHING ->
          query
              + ": nothing that is stored fits"
              + (answer.recall().converged() ? "" : unsettled(answer));
      case AMBIGUOUS ->
          answer.complete()
              ? query + ": " + answer.values().size() + " answers fit; a longer query decides"
              : query
                  + ": too many candidates to look through, these are the symbols of each cluster;"
                  + " a longer query or a larger --search decides"
                  + (answer.recall().converged() ? "" : unsettled(answer));
    };
  }

  private String unsettled(Completion<T> answer) {
    return " (not settled after " + answer.recall().steps() + " steps; --max-steps allows more)";
  }

  /** The state after a step: symbols of each cluster, and the scores under voting. */
  String step(Recall step) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, "step %d%s%n", step.steps(), step.converged() ? ", nothing changed" : ""));
    for (int i = 0; i < step.clusters().count(); i++) {
      int[] symbols = step.candidates(i);
      int best = 0;
      for (int score : step.scores(i)) {
        best = Math.max(best, score);
      }
      text.append(
          String.format(
              Locale.ROOT,
              "  cluster %d: %s (%d active, highest score %d)%n",
              i,
              meanings(i, symbols),
              symbols.length,
              best));
    }
    return text.toString();
  }

  /**
   * One line.
   *
   * @param trace the states after each step, as far as they are asked for
   */
  String json(Completion<T> answer, List<Recall> trace) throws IOException {
    Recall recall = answer.recall();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("query", query);
    object.put("kind", answer.kind().name().toLowerCase(Locale.ROOT));
    object.put("answers", values(answer));
    object.put("complete", answer.complete());
    object.put("converged", recall.converged());
    object.put("steps", recall.steps());
    object.put("candidates", scores(recall).stream().map(Map::keySet).toList());
    if (!trace.isEmpty()) {
      object.put("trace", trace.stream().map(this::scores).toList());
    }
    return Printable.json(new ObjectMapper().writeValueAsString(object));
  }

  /** Of each cluster, the active symbols and their scores. */
  private List<Map<String, Integer>> scores(Recall recall) {
    List<Map<String, Integer>> all = new ArrayList<>();
    for (int i = 0; i < recall.clusters().count(); i++) {
      Map<String, Integer> active = new LinkedHashMap<>();
      int[] scores = recall.scores(i);
      for (int symbol : recall.candidates(i)) {
        active.put(encoder.meaning(i, symbol), scores[symbol]);
      }
      all.add(active);
    }
    return all;
  }

  private List<String> values(Completion<T> answer) {
    return answer.values().stream().map(encoder::format).sorted().toList();
  }

  private String candidates(Recall recall) {
    StringJoiner text = new StringJoiner(" ");
    for (int i = 0; i < recall.clusters().count(); i++) {
      text.add(meanings(i, recall.candidates(i)));
    }
    return text.toString();
  }

  private String meanings(int cluster, int[] symbols) {
    StringJoiner text = new StringJoiner("|");
    for (int n = 0; n < Math.min(SHOWN, symbols.length); n++) {
      text.add(Printable.line(encoder.meaning(cluster, symbols[n])));
    }
    if (symbols.length > SHOWN) {
      text.add("… (" + symbols.length + ")");
    }
    return symbols.length == 0 ? "none" : text.toString();
  }
}
