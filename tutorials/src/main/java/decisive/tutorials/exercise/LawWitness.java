package decisive.tutorials.exercise;

import java.lang.reflect.Array;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** Writes down how each law fared. */
final class LawWitness implements AroundPropertyHook {
  private static final int LONGEST = 400;

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    Trial trial = Trial.current();
    PropertyExecutionResult result = property.execute();
    String law = context.findAnnotation(Law.class).map(Law::value).orElse(context.label());
    Optional<String> broken =
        result
            .throwable()
            .map(
                thrown ->
                    with(context, result.falsifiedParameters().orElse(List.of()))
                        + words(thrown, trial.solution().getClass()));
    trial.add(new LawResult(law, result.countTries(), broken));
    return result;
  }

  /** The smallest input found. */
  private static String with(PropertyLifecycleContext context, List<Object> values) {
    Parameter[] parameters = context.targetMethod().getParameters();
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

  private static String words(Throwable thrown, Class<?> solution) {
    if (thrown instanceof AssertionError && thrown.getMessage() != null) {
      return thrown.getMessage();
    }
    String where =
        Arrays.stream(thrown.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith(solution.getName()))
            .findFirst()
            .map(frame -> ", in line " + frame.getLineNumber())
            .orElse("");
    return "it threw "
        + thrown.getClass().getSimpleName()
        + (thrown.getMessage() == null ? "" : " (" + thrown.getMessage() + ")")
        + where;
  }
}
