package decisive.nn.train;

import decisive.autograd.Variable;
import decisive.nn.Module;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds parameters that a loss depends on, but that are not among a network's: as those of a part
 * that its module did not register. No optimizer would change them, and no file would hold them.
 *
 * <p>The graph behind the loss knows all parameters, so none is overlooked, and one that is kept
 * fixed on purpose (under {@code NoGradient}, or behind {@code stopGradient}) is no mistake. Fields
 * are looked through for the name alone: what cannot be read, as in a module that is not open to
 * this one, is guessed by its type.
 */
final class UnregisteredParameters {
  private UnregisteredParameters() {}

  /**
   * @param loss before backward
   * @throws IllegalStateException if there are such parameters: names the field that holds one
   */
  static void check(Module network, Variable loss) {
    Set<Variable> registered = new HashSet<>(network.parameters().values());
    for (Variable parameter : loss.parameters()) {
      if (!registered.contains(parameter)) {
        throw new IllegalStateException(message(network, parameter));
      }
    }
  }

  private static String message(Module network, Variable parameter) {
    Optional<Module> owner = Module.ownerOf(parameter);
    String what =
        "a parameter "
            + parameter.shape()
            + owner.map(module -> " of " + name(module.getClass())).orElse("");
    List<Module> registered = new ArrayList<>();
    network.visit((path, module) -> registered.add(module));
    String where =
        find(registered, parameter)
            .or(() -> unread(registered, owner.<Class<?>>map(Module::getClass)))
            .map(fields -> fields + ": ")
            .orElse("");
    return "trainer: "
        + where
        + what
        + " takes part in the loss, but is not registered, so it would never be trained; register"
        + " parts with child(name, module) and tensors with parameter(name, value) in the"
        + " constructor, or keep it fixed with stopGradient()";
  }

  /** The field that holds the parameter, by itself or in a module, as far as fields can be read. */
  private static Optional<String> find(List<Module> registered, Variable parameter) {
    for (Module module : registered) {
      for (Field field : fields(module.getClass())) {
        if (holds(value(field, module), parameter, registered)) {
          return Optional.of("the field " + name(field));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Object value, Variable parameter, List<Module> registered) {
    if (value instanceof Module module) {
      return !registered.contains(module) && module.parameters().containsValue(parameter);
    }
    if (value instanceof Object[] array) {
      return holds(Arrays.asList(array), parameter, registered);
    }
    if (value instanceof Map<?, ?> map) {
      return holds(map.values(), parameter, registered);
    }
    if (value instanceof Collection<?> several) {
      return several.stream().anyMatch(one -> holds(one, parameter, registered));
    }
    return value == parameter;
  }

  /**
   * Fields that cannot be read, but may by their type hold the parameter, and have not the name of
   * a part that is registered.
   *
   * @param owner the type of the module that has it, if there is one
   */
  private static Optional<String> unread(List<Module> registered, Optional<Class<?>> owner) {
    Set<String> names = new LinkedHashSet<>();
    for (Module module : registered) {
      Set<String> parts = new HashSet<>(module.parameters().keySet());
      module.visit((path, part) -> parts.add(path));
      fields(module.getClass()).stream()
          .filter(field -> !field.trySetAccessible() && !parts.contains(field.getName()))
          .filter(field -> mayHold(field.getType(), owner.orElse(Variable.class)))
          .forEach(field -> names.add(name(field)));
    }
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("the field " + String.join(" or ", names));
  }

  private static boolean mayHold(Class<?> field, Class<?> type) {
    return field.isArray() ? mayHold(field.getComponentType(), type) : field.isAssignableFrom(type);
  }

  /** Those that a module's own classes declare. */
  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != Module.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static Object value(Field field, Module module) {
    try {
      return field.trySetAccessible() ? field.get(module) : null;
    } catch (IllegalAccessException e) {
      return null; // guessed by its type
    }
  }

  private static String name(Field field) {
    return name(field.getDeclaringClass()) + "." + field.getName();
  }

  private static String name(Class<?> type) {
    return type.getSimpleName().isEmpty() ? "an unnamed module" : type.getSimpleName();
  }
}
