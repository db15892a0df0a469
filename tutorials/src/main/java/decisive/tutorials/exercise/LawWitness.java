package decisive.tutorials.exercise;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Records how each law fared. All inputs are tried, also after one that breaks it; reported is the
 * one that is written most shortly. (Making a single one small, as jqwik does, has no bound on its
 * time where a law has many numbers.)
 */
final class LawWitness implements AroundPropertyHook, AroundTryHook {
  private static final int LONGEST = 400;

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS; // of the class that it is added to
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    Trial trial = Trial.current();
    trial.begin();
    PropertyExecutionResult result = property.execute();
    String law = context.findAnnotation(Law.class).map(Law::value).orElse(context.label());
    Optional<String> unexpected = result.throwable().map(Throwable::toString);
    trial.end(law, result.countTries(), unexpected);
    return result;
  }

  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor one, List<Object> parameters) {
    Trial trial = Trial.current();
    if (trial.failure().isPresent()) {
      return TryExecutionResult.satisfied(); // there is nobody to ask
    }
    String input = with(context.targetMethod(), parameters); // before it can be written to
    TryExecutionResult result = one.execute(parameters);
    if (result.status() != TryExecutionResult.Status.FALSIFIED) {
      return result;
    }
    Throwable thrown = result.throwable().orElseThrow();
    if (thrown instanceof SolutionProcess.Failed) {
      trial.failed(thrown.getMessage());
    } else {
      trial.broken(input + words(thrown, trial.name()));
    }
    return TryExecutionResult.satisfied();
  }

  private static String with(Method law, List<Object> values) {
    Parameter[] parameters = law.getParameters();
    StringJoiner joiner = new StringJoiner(", ", "with ", ": ").setEmptyValue("");
    for (int i = 0; i < Math.min(parameters.length, values.size()); i++) {
      joiner.add(parameters[i].getName() + " = " + text(values.get(i)));
    }
    return joiner.toString();
  }

  /** Values as a student would write them down. */
  static String text(Object value) {
    String text =
        value != null && value.getClass().isArray() ? ofArray(value) : String.valueOf(value);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }

  private static String ofArray(Object array) {
    Object[] boxed = new Object[Array.getLength(array)];
    Arrays.setAll(boxed, i -> Array.get(array, i));
    StringJoiner joiner = new StringJoiner(", ", "[", "]");
    for (Object value : boxed) {
      joiner.add(value != null && value.getClass().isArray() ? ofArray(value) : "" + value);
    }
    return joiner.toString();
  }

  private static String words(Throwable thrown, String solution) {
    if (thrown instanceof AssertionError && thrown.getMessage() != null) {
      return thrown.getMessage();
    }
    String where =
        Arrays.stream(thrown.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith(solution))
            .findFirst()
            .map(frame -> ", in line " + frame.getLineNumber())
            .orElse("");
    return "it threw "
        + (thrown instanceof SolutionException of ? of.kind() : thrown.getClass().getSimpleName())
        + (thrown.getMessage() == null ? "" : " (" + thrown.getMessage() + ")")
        + where;
  }
}
