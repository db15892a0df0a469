package decisive.tutorials.lesson;

import decisive.experiments.chart.ChartFonts;
import decisive.experiments.chart.SvgChart;
import decisive.tensor.io.AtomicFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a lesson writes and draws. */
public final class Blackboard {
  private final PrintStream out;
  private final Path directory;
  private final List<Path> pictures = new ArrayList<>();

  /**
   * @param out for what it writes
   * @param directory for its pictures, which exists
   */
  public Blackboard(PrintStream out, Path directory) {
    this.out = out;
    this.directory = directory;
  }

  /** A line; {@code %}-signs as in {@link String#format}, numbers with a point. */
  public void write(String format, Object... values) {
    out.print(String.format(Locale.ROOT, format, values) + "\n");
  }

  /** A picture as a file of its own; without any font on the machine there are none. */
  public void draw(SvgChart chart) throws IOException {
    if (ChartFonts.problem().isEmpty()) {
      Path file = directory.resolve(chart.name() + ".svg");
      AtomicFile.write(file, to -> to.write(chart.standalone().getBytes(StandardCharsets.UTF_8)));
      pictures.add(file);
    }
  }

  /** What was drawn. */
  public List<Path> pictures() {
    return List.copyOf(pictures);
  }
}
