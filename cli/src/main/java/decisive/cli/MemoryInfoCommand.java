package decisive.cli;

import com.beust.jcommander.Parameter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code decisive memory info}: what is in a file, and what to expect of it. */
final class MemoryInfoCommand implements Command {
  @Parameter(description = "FILE")
  private List<String> words = new ArrayList<>();

  @Parameter(names = "--json", description = "print JSON instead of text")
  private boolean json;

  @Override
  public String name() {
    return "memory info";
  }

  @Override
  public String summary() {
    return "shows the size, density and efficiency of a memory, and the errors to expect";
  }

  @Override
  public List<String> examples() {
    return List.of("decisive memory info codes.mem", "decisive memory info codes.mem --json");
  }

  @Override
  public int run(Console console) throws IOException {
    Path file = FileAndTexts.only(words);
    try (StoredMemory<?> memory = StoredMemory.read(file)) {
      MemoryFacts facts = MemoryFacts.of(file, memory.store(), memory.encoder().name());
      console.out().println(json ? Printable.json(json(facts)) : text(facts));
    }
    return ExitCode.SUCCESS;
  }

  static String json(MemoryFacts facts) throws IOException {
    return new ObjectMapper()
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(facts);
  }

  private static String text(MemoryFacts f) {
    StringBuilder text =
        new StringBuilder()
            .append(line("file", Printable.line(f.file()) + ", " + f.fileBytes() + " bytes"))
            .append(line("encoder", Printable.line(f.encoder())))
            .append(line("clusters", f.clusters()))
            .append(line("messages", f.messages() + ", " + f.distinct() + " different"))
            .append(line("edges", f.edges() + " of " + f.bits() + " bits"))
            .append(line("density", number(f.density())));
    if (f.tornBytes() > 0) {
      text.append(line("torn", f.tornBytes() + " bytes of a batch that was never acknowledged"));
    }
    if (f.random() == null) {
      return text.append(line("theory", "for clusters of one size only"))
          .toString()
          .stripTrailing();
    }
    MemoryFacts.Random random = f.random();
    text.append("\n" + f.distinct() + " uniform random messages would have:\n")
        .append(line("density", number(random.density())))
        .append(line("efficiency", number(random.efficiency()) + " bits stored a bit (log base 2)"))
        .append(line("false positive", number(random.falseAcceptance()) + " of \"contains\""))
        .append(line("1 step", "error with clusters erased (corrected formula):"));
    for (int erased = 1; erased <= random.oneStepErrors().size(); erased++) {
      text.append(line("", erased + " erased: " + number(random.oneStepErrors().get(erased - 1))));
    }
    return text.append("Further steps repair many of these; real messages are not uniform.")
        .toString();
  }

  private static String number(double value) {
    return value != 0 && Math.abs(value) < 1e-4
        ? String.format(Locale.ROOT, "%.2e", value)
        : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String line(String label, String value) {
    return String.format(Locale.ROOT, "%-14s %s%n", label, value);
  }
}
