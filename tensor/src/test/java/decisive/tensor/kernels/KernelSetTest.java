package decisive.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import decisive.tensor.Tensor;
import decisive.tensor.parallel.Workers;
import decisive.testing.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelSetTest {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  @Test
  void knowsTwoNames() {
    assertEquals("plain", KernelSet.named("plain").name());
    assertEquals(1, KernelSet.named("plain").lanes());
    assertEquals("simd", KernelSet.named("simd").name());
    assertTrue(KernelSet.named("simd").lanes() > 1);
  }

  @Test
  void saysWhichNamesThereAre() {
    var e = assertThrows(IllegalArgumentException.class, () -> KernelSet.named("cuda"));
    assertEquals("kernels cuda: unknown; -Ddecisive.kernels takes plain or simd", e.getMessage());
  }

  @Test
  void remembersThatTheProgramChose() {
    Kernels before = KernelSet.active();
    Kernels plain = KernelSet.named("plain");
    try {
      KernelSet.use(plain);
      assertEquals(plain, KernelSet.active());
      assertEquals("set by the program", KernelSet.reason());
    } finally {
      KernelSet.use(before);
    }
  }

  @Test
  void takesSimdWhereTheModuleIs() {
    assertEquals("simd: module jdk.incubator.vector is present\n", Probe.java(MODULE));
  }

  /** Where the library is a module, which does not require the Vector API's. */
  @Test
  void isChosenAlikeOnTheModulePath() {
    assertEquals(Probe.java(MODULE), Probe.inModule(MODULE));
    assertEquals(Probe.java(), Probe.inModule());
    assertEquals(
        Probe.java(MODULE, "-Ddecisive.kernels=plain"),
        Probe.inModule(MODULE, "-Ddecisive.kernels=plain"));
  }

  @Test
  void fallsBackToPlainAndNamesTheFlagOnce() {
    String absent =
        "module jdk.incubator.vector is absent; --add-modules jdk.incubator.vector makes it faster";
    assertEquals("decisive: plain kernels: " + absent + "\nplain: " + absent + "\n", Probe.java());
  }

  @Test
  void obeysTheProperty() {
    assertEquals(
        "plain: asked for by -Ddecisive.kernels=plain\n",
        Probe.java(MODULE, "-Ddecisive.kernels=plain"));
    assertEquals(
        "simd: asked for by -Ddecisive.kernels=simd\n",
        Probe.java(MODULE, "-Ddecisive.kernels=simd"));
  }

  @Test
  void refusesSimdWithoutTheModule() {
    assertEquals(
        "IllegalStateException: kernels simd: module jdk.incubator.vector is absent;"
            + " start java with --add-modules jdk.incubator.vector\n",
        Probe.java("-Ddecisive.kernels=simd"));
  }

  @Test
  void refusesBadThreads() {
    for (String threads : new String[] {"0", "abc"}) {
      assertEquals(
          "IllegalArgumentException: -Ddecisive.threads="
              + threads
              + ": choose a number of threads from 1 to 1024\n",
          Probe.java("-Ddecisive.kernels=plain", "-Ddecisive.threads=" + threads));
    }
  }

  /** A process of its own: adds two tensors, then says which kernels did it and why. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] arguments) {
      try {
        Workers.threads();
        Tensor.ones(3).add(1);
        System.out.println(KernelSet.active().name() + ": " + KernelSet.reason());
      } catch (RuntimeException e) {
        System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
    }

    /** What the probe writes, without the JDK's own remarks. */
    static String java(String... options) {
      List<String> program = new ArrayList<>(ChildJvm.classPath());
      program.add(Probe.class.getName());
      return written(options, program);
    }

    static String inModule(String... options) {
      List<String> program = new ArrayList<>(ChildJvm.modulePath());
      program.addAll(List.of("--patch-module", "decisive.tensor=target/test-classes"));
      program.addAll(List.of("-m", "decisive.tensor/" + Probe.class.getName()));
      return written(options, program);
    }

    private static String written(String[] options, List<String> program) {
      List<String> command = new ArrayList<>();
      command.add(ChildJvm.tool("java"));
      command.addAll(List.of(options));
      command.addAll(program);
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().remove("JDK_JAVA_OPTIONS");
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      try {
        Process process = builder.start();
        String text =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .replace("\r", "");
        return text.replaceAll("WARNING: .*\n", "");
      } catch (IOException e) {
        throw new IllegalStateException("cannot start " + command, e);
      }
    }
  }
}
