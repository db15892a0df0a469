package decisive.nn.block;

import decisive.autograd.Variable;
import decisive.nn.Module;
import java.util.List;
import java.util.Optional;

/**
 * Units one after the other and a shortcut (skip connection) past them (He et al., 2016): y =
 * f(bn(layer(…)) + shortcut(x)). The shortcut is the input itself, or its projection where the
 * shape changes; the last unit's activation f follows the addition.
 *
 * <p>The units have no level of their own in paths, so number their parts ({@link Unit#numbered});
 * a projection is named {@code shortcut}.
 */
public class ResidualBlock extends Module {
  private final List<Unit> units;
  private final Unit shortcut;

  /**
   * With the input itself as shortcut.
   *
   * @param units 1 or more
   * @throws IllegalArgumentException if there are none; so for both
   */
  public ResidualBlock(List<Unit> units) {
    this(units, Optional.empty());
  }

  /**
   * @param shortcut a projection, such as a 1×1 convolution with its batch norm, or none for the
   *     input itself
   */
  @SuppressWarnings("this-escape") // to its own base class, which registers parts
  public ResidualBlock(List<Unit> units, Optional<Unit> shortcut) {
    if (units.isEmpty()) {
      throw new IllegalArgumentException("residual block: no units; give one or more");
    }
    this.units = List.copyOf(units);
    for (Unit unit : this.units) {
      inline(unit);
    }
    this.shortcut = shortcut.isPresent() ? child("shortcut", shortcut.get()) : null;
  }

  /** The units, in order. */
  public final List<Unit> units() {
    return units;
  }

  /** The projection, or none where the shortcut is the input itself. */
  public final Optional<Unit> shortcut() {
    return Optional.ofNullable(shortcut);
  }

  @Override
  protected final Variable forward(Variable x) {
    Variable y = x;
    for (Unit unit : units.subList(0, units.size() - 1)) {
      y = unit.apply(y);
    }
    return units.get(units.size() - 1).apply(y, () -> shortcut == null ? x : shortcut.apply(x));
  }
}
