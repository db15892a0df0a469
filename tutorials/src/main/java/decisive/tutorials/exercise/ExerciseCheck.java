package decisive.tutorials.exercise;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
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

/** Compiles a solution, and tries the laws of its exercise on it. */
public final class ExerciseCheck {
  /** What a skeleton does. */
  private static final String UNWRITTEN = "UnsupportedOperationException(\"write me\")";

  /** They tell of their own doings on standard error; held, or their levels would be forgotten. */
  private static final List<Logger> CHATTY =
      List.of(Logger.getLogger("net.jqwik"), Logger.getLogger("org.junit"));

  private final Duration patience;

  /**
   * @param patience how long all laws together may take
   */
  public ExerciseCheck(Duration patience) {
    this.patience = patience;
  }

  /**
   * @param file the student's
   * @throws IOException if it cannot be read
   */
  public Verdict check(Exercise exercise, Path file) throws IOException {
    return check(exercise, file.toString(), Files.readString(file, StandardCharsets.UTF_8));
  }

  /**
   * @param file its name, for the verdict
   * @param source a class of the exercise's name, in no package
   */
  public Verdict check(Exercise exercise, String file, String source) {
    if (source.contains(UNWRITTEN)) {
      return new Verdict(
          exercise,
          file,
          List.of(),
          Optional.of("Not written yet: replace each throw of \"write me\" by your code."));
    }
    CHATTY.forEach(logger -> logger.setLevel(Level.OFF));
    Trial trial;
    try {
      trial = new Trial(instance(exercise, StudentCompiler.compile(exercise.name(), source)));
    } catch (StudentCompiler.Refused e) {
      return new Verdict(exercise, file, List.of(), Optional.of(e.getMessage()));
    }
    FutureTask<Void> trying = new FutureTask<>(() -> trial.during(() -> tryLaws(exercise)), null);
    Thread thread = new Thread(trying, "laws");
    thread.setDaemon(true); // a solution that never ends must not keep the program
    thread.start();
    Optional<String> problem = Optional.empty();
    try {
      trying.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException e) {
      problem =
          Optional.of(
              "It did not end within "
                  + patience.toSeconds()
                  + " s; does a loop run for ever? What was tried until then:");
    } catch (ExecutionException e) {
      throw new IllegalStateException("laws: " + e.getCause().getMessage(), e);
    }
    return new Verdict(exercise, file, trial.results(), problem);
  }

  private static Object instance(Exercise exercise, Class<?> written)
      throws StudentCompiler.Refused {
    Class<?> contract = laws(exercise).contract();
    if (!contract.isAssignableFrom(written)) {
      throw new StudentCompiler.Refused(
          "The class must say: implements "
              + contract.getEnclosingClass().getSimpleName()
              + "."
              + contract.getSimpleName());
    }
    try {
      return written.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new StudentCompiler.Refused("Its constructor threw " + e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new StudentCompiler.Refused(
          "The class must be public, with a public constructor without parameters (or none).");
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
