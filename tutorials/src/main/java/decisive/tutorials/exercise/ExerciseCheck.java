package decisive.tutorials.exercise;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Compiles a solution, and tries the laws of its exercise on it. The laws run here, the solution in
 * a process of its own, which is asked for values only and is ended when the time is over.
 */
public final class ExerciseCheck {
  /** What a skeleton does. */
  private static final String UNWRITTEN = "UnsupportedOperationException(\"write me\")";

  /** They report their own doings on standard error; held, or their levels would be forgotten. */
  private static final List<Logger> CHATTY =
      List.of(Logger.getLogger("net.jqwik"), Logger.getLogger("org.junit"));

  private final Duration patience;

  /**
   * @param patience how long compiling, loading and all laws together may take
   */
  public ExerciseCheck(Duration patience) {
    this.patience = patience;
  }

  /**
   * @param file the student's
   * @throws IOException if it cannot be read
   */
  public Verdict check(Exercise exercise, Path file) throws IOException {
    try {
      return check(exercise, file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      return problem(exercise, file.toString(), "The file is not UTF-8 text: save it as UTF-8.");
    }
  }

  /**
   * @param file its name, for the verdict
   * @param source a class of the exercise's name, in no package
   */
  public Verdict check(Exercise exercise, String file, String source) {
    if (source.contains(UNWRITTEN)) {
      return problem(
          exercise, file, "Not written yet: replace each throw of \"write me\" by your code.");
    }
    CHATTY.forEach(logger -> logger.setLevel(Level.OFF));
    try (SolutionProcess process =
        new SolutionProcess(exercise.name(), laws(exercise).contract())) {
      Trial trial = new Trial(exercise.name(), process.solution());
      FutureTask<Void> trying =
          new FutureTask<>(
              () -> {
                process.load(StudentCompiler.compile(exercise.name(), source));
                trial.during(() -> tryLaws(exercise));
                return null;
              });
      Thread thread = new Thread(trying, "laws");
      thread.setDaemon(true); // what the compiler never ends must not keep the program
      thread.start();
      Optional<String> problem = problem(trying);
      return new Verdict(
          exercise, file, trial.results(), problem.or(trial::failure), process.printed());
    } catch (IOException e) {
      throw new IllegalStateException(
          "exercise check: no process for the solution can be started: " + e.getMessage(), e);
    }
  }

  private static Verdict problem(Exercise exercise, String file, String what) {
    return new Verdict(exercise, file, List.of(), Optional.of(what), List.of());
  }

  /** Waits for the laws; what is wrong outside them, if anything. */
  private Optional<String> problem(FutureTask<Void> trying) {
    try {
      trying.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (TimeoutException | InterruptedException e) {
      return Optional.of(
          "It did not end within "
              + patience.toSeconds()
              + " s; does a loop run for ever? What was tried until then:");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StudentCompiler.Refused
          || e.getCause() instanceof SolutionProcess.Failed) {
        return Optional.of(e.getCause().getMessage());
      }
      throw new IllegalStateException("laws: " + e.getCause().getMessage(), e);
    }
  }

  private static Laws<?> laws(Exercise exercise) {
    try {
      return exercise.laws().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(exercise.laws() + ": no constructor without parameters", e);
    }
  }

  private static void tryLaws(Exercise exercise) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(exercise.laws()))
            .filters(includeEngines("jqwik"))
            .configurationParameter("jqwik.database", "") // nothing is left behind
            .configurationParameter("jqwik.reporting.usejunitplatform", "true")
            .build();
    LauncherFactory.create().execute(request);
  }
}
