package decisive.cli;

import com.beust.jcommander.Parameter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code decisive doctor}: is everything here that makes it correct and fast? */
final class DoctorCommand implements Command {
  @Parameter(names = "--json", description = "print JSON instead of text")
  private boolean json;

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public String summary() {
    return "looks at the JDK, kernels, threads and memory, and checks the arithmetic";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "decisive doctor",
        "decisive doctor --json",
        "DECISIVE_OPTS=-Ddecisive.kernels=plain decisive doctor");
  }

  @Override
  public int run(Console console) throws IOException {
    Diagnosis diagnosis = Diagnosis.ofThisMachine();
    console.out().println(json ? json(diagnosis) : text(diagnosis));
    return diagnosis.healthy() ? ExitCode.SUCCESS : ExitCode.FAILURE;
  }

  static String json(Diagnosis diagnosis) throws IOException {
    return new ObjectMapper()
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(diagnosis);
  }

  static String text(Diagnosis d) {
    String agreement =
        d.simdAvailable()
            ? "plain and simd give the same bits"
            : "plain is correct; no simd to compare";
    StringBuilder text =
        new StringBuilder()
            .append(line("decisive", d.version()))
            .append(line("JDK", d.jdk() + ", " + d.vendor()))
            .append(line("kernels", d.kernels() + ": " + d.reason()))
            .append(line("vectors", d.vectorBits() + " bits"))
            .append(line("threads", String.valueOf(d.threads())))
            .append(line("memory", d.heapMib() + " MiB heap of " + d.machineMib() + " MiB"))
            .append(line("self-check", d.healthy() ? agreement : "FAILED: " + d.selfCheck()))
            .append(line("speed", speed(d)));
    d.advice().forEach(advice -> text.append(line("advice", advice)));
    return text.append(d.healthy() ? "All is well." : "Not well.").toString();
  }

  private static String speed(Diagnosis d) {
    return String.format(Locale.ROOT, "%.1f GFLOP/s in a matrix product 512×512×512", d.gflops());
  }

  private static String line(String label, String value) {
    return String.format(Locale.ROOT, "%-11s %s%n", label, value);
  }
}
