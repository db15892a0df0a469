package decisive.experiments.chart;

import decisive.memory.Clusters;
import decisive.memory.HeteroMemory;
import decisive.memory.Message;
import decisive.memory.Recall;
import java.util.Arrays;
import java.util.List;

/**
 * A hetero-associative memory at work, as the paper's Figure 1: the stored pairs as vectors, the
 * matrix W that holds them, and a retrieval: x, W · x, and the winners of each subvector.
 */
public final class MemoryFigure {
  private static final int CELL = 20;
  private static final int GAP = 8;
  private static final int BASELINE = 14;
  private static final int LEFT = 100;
  private static final int TOP = 56;

  /** Of a cell that is 0, 1 or not known. */
  private static final double ZERO = 0.08;

  private static final double ONE = 0.75;
  private static final double UNKNOWN = 0.3;

  private final Clusters x;
  private final Clusters y;
  private final CellDrawing drawing;

  private MemoryFigure(Clusters x, Clusters y, CellDrawing drawing) {
    this.x = x;
    this.y = y;
    this.drawing = drawing;
  }

  /**
   * @param name of its file
   * @param memory that holds the pairs
   * @param inputs of the stored pairs, symbols known
   * @param outputs of the stored pairs
   * @param query that is retrieved; symbols may be erased
   * @throws IllegalArgumentException if there are not as many outputs as inputs, or a message does
   *     not have a symbol for each cluster of its side
   */
  public static SvgChart of(
      String name,
      HeteroMemory memory,
      List<Message> inputs,
      List<Message> outputs,
      Message query) {
    Clusters x = memory.input();
    Clusters y = memory.output();
    if (inputs.size() != outputs.size()) {
      throw new IllegalArgumentException(
          "figure of a memory: "
              + inputs.size()
              + " inputs and "
              + outputs.size()
              + " outputs; give one for each");
    }
    inputs.forEach(input -> checkLength(input, x, "input"));
    outputs.forEach(output -> checkLength(output, y, "output"));
    checkLength(query, x, "query");
    int across = length(x);
    int pairs = inputs.size() * (CELL + GAP);
    int width = LEFT + across + 40 + Math.max(length(y), 3 * CELL + 70) + 20;
    int height = TOP + pairs + 40 + CELL + 3 * GAP + length(y) + 10;
    String description =
        "The "
            + inputs.size()
            + " stored pairs of x and y; under them a retrieval: x with what is known of it, the"
            + " matrix W below with a row for each coordinate of y, and to its right W x and the"
            + " winners of each subvector. Filled: 1.";
    MemoryFigure figure =
        new MemoryFigure(
            x,
            y,
            new CellDrawing(
                width, height, new Caption(name, "Pairs, their matrix, a retrieval", description)));
    int right = LEFT + across + 40;
    figure.pairs(inputs, outputs, right);
    figure.retrieval(memory, query, right, TOP + pairs + 40);
    return figure.drawing.finish();
  }

  private static void checkLength(Message message, Clusters side, String role) {
    if (message.length() != side.count()) {
      throw new IllegalArgumentException(
          "figure of a memory: "
              + role
              + " of length "
              + message.length()
              + " for "
              + side
              + "; give "
              + side.count()
              + " symbols, Message.ERASED where one is unknown");
    }
  }

  private void pairs(List<Message> inputs, List<Message> outputs, int right) {
    drawing.text(Ink.TITLE, LEFT + length(x) / 2, TOP - 10, "x");
    drawing.text(Ink.TITLE, right + length(y) / 2, TOP - 10, "y");
    for (int pair = 0; pair < inputs.size(); pair++) {
      int top = TOP + pair * (CELL + GAP);
      drawing.text(Ink.TICK_Y, LEFT - 10, top + BASELINE, "stored " + (pair + 1));
      vector(x, inputs.get(pair), LEFT, top);
      vector(y, outputs.get(pair), right, top);
    }
  }

  private void retrieval(HeteroMemory memory, Message query, int right, int top) {
    drawing.text(Ink.TICK_Y, LEFT - 10, top + BASELINE, "asked");
    vector(x, query, LEFT, top);
    Recall recall = memory.retrieve(query);
    int under = top + CELL + 3 * GAP;
    drawing.text(Ink.TITLE, right + CELL / 2, under - 8, "W x");
    drawing.text(Ink.TITLE, right + 2 * CELL + CELL / 2 + 30, under - 8, "winners");
    drawing.text(Ink.TICK_Y, LEFT - 10, under + length(y) / 2 + 4, "W");
    for (int cluster = 0; cluster < y.count(); cluster++) {
      int[] winners = recall.candidates(cluster);
      for (int fanal = 0; fanal < y.fanals(cluster); fanal++) {
        int row = under + at(y, cluster, fanal);
        for (int from = 0; from < x.count(); from++) {
          for (int i = 0; i < x.fanals(from); i++) {
            boolean set = memory.connected(index(x, from, i), index(y, cluster, fanal));
            cell(Ink.SERIES_1, LEFT + at(x, from, i), row, set ? ONE : ZERO);
          }
        }
        int score = recall.scores(cluster)[fanal];
        drawing.text(Ink.LABEL, right + CELL / 2, row + BASELINE, String.valueOf(score));
        int candidate = fanal;
        boolean wins = Arrays.stream(winners).anyMatch(winner -> winner == candidate);
        cell(Ink.SERIES_2, right + 2 * CELL + 30, row, wins ? ONE : ZERO);
      }
    }
  }

  private void vector(Clusters clusters, Message message, int left, int top) {
    for (int cluster = 0; cluster < clusters.count(); cluster++) {
      boolean known = message.symbol(cluster) >= 0;
      for (int fanal = 0; fanal < clusters.fanals(cluster); fanal++) {
        int across = left + at(clusters, cluster, fanal);
        if (known) {
          cell(Ink.SERIES_2, across, top, message.symbol(cluster) == fanal ? ONE : ZERO);
        } else {
          cell(Ink.SERIES_7, across, top, UNKNOWN);
          drawing.text(Ink.LABEL, across + CELL / 2 - 1, top + BASELINE, "?");
        }
      }
    }
  }

  private void cell(Ink ink, int left, int top, double opacity) {
    drawing.cell(ink, left, top, CELL - 2, CELL - 2, opacity);
  }

  private static int index(Clusters clusters, int cluster, int fanal) {
    return clusters.offset(cluster) + fanal;
  }

  /** Where a coordinate is drawn, with a gap between subvectors. */
  private static int at(Clusters clusters, int cluster, int fanal) {
    return index(clusters, cluster, fanal) * CELL + cluster * GAP;
  }

  private static int length(Clusters clusters) {
    return clusters.total() * CELL + (clusters.count() - 1) * GAP;
  }
}
