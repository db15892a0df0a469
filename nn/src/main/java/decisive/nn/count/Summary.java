package decisive.nn.count;

import decisive.autograd.Variable;
import decisive.nn.Module;
import decisive.nn.layer.Conv2d;
import decisive.nn.layer.Linear;
import decisive.tensor.Shape;
import decisive.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What each part of a network makes of one input, as a table: {@code
 * System.out.println(Summary.of(net, Shape.of(8, 8, 1)))}.
 *
 * @param rows of the parts without parts, and of those with parameters of their own, in order of
 *     execution
 * @param parameters learned values of the network
 */
public record Summary(List<Row> rows, long parameters) {
  private static final List<String> HEADINGS =
      List.of("name", "part", "output", "parameters", "multiplications");

  /**
   * One run of a part.
   *
   * @param name its dotted path
   * @param description its type and settings
   * @param output shape of what it makes, without the axis of the batch
   * @param parameters learned values of its own; 0 where it ran before
   * @param multiplications of a convolution or a linear layer, each input counted, zero or not; 0
   *     for other parts
   */
  public record Row(
      String name, String description, Shape output, long parameters, long multiplications) {}

  /**
   * Runs any network on one input of zeros, in evaluation mode; changes nothing.
   *
   * @param input shape of one input, without the axis of the batch, as [H, W, C]
   * @throws decisive.tensor.ShapeException if it does not fit the network
   */
  public static Summary of(Module network, Shape input) {
    List<Row> rows = new ArrayList<>();
    List<Module.Observation> observations = new ArrayList<>();
    Set<Module> ran = new HashSet<>();
    try {
      network.visit(
          (path, module) -> {
            long own = own(module);
            if (own > 0 || module.children().isEmpty()) {
              observations.add(
                  module.observe(
                      (in, out) ->
                          rows.add(
                              new Row(
                                  path,
                                  module.description(),
                                  one(out.shape()),
                                  ran.add(module) ? own : 0,
                                  multiplications(module, out)))));
            }
          });
      int[] extents = new int[input.rank() + 1];
      extents[0] = 1;
      System.arraycopy(input.extents(), 0, extents, 1, input.rank());
      network.evaluating(() -> network.apply(Variable.constant(Tensor.zeros(extents))));
    } finally {
      observations.forEach(Module.Observation::close);
    }
    return new Summary(List.copyOf(rows), network.parameterCount());
  }

  /** Of a module without its parts. */
  private static long own(Module module) {
    return module.parameterCount()
        - module.children().stream()
            .map(Module.Child::module)
            .distinct()
            .mapToLong(Module::parameterCount)
            .sum();
  }

  private static Shape one(Shape batch) {
    return batch.rank() == 0 ? batch : batch.without(0);
  }

  private static long multiplications(Module module, Variable out) {
    if (module instanceof Conv2d conv) {
      int perOutput = conv.size() * conv.size() * (conv.inputs() / conv.geometry().groups());
      return (long) out.shape().size() * perOutput;
    }
    return module instanceof Linear linear ? (long) out.shape().size() * linear.inputs() : 0;
  }

  /** Multiplications of all parts. */
  public long multiplications() {
    return rows.stream().mapToLong(Row::multiplications).sum();
  }

  /** The table, a line a row. */
  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>(List.of(HEADINGS));
    for (Row row : rows) {
      lines.add(
          List.of(
              row.name(),
              row.description(),
              row.output().toString(),
              number(row.parameters()),
              number(row.multiplications())));
    }
    lines.add(List.of("total", "", "", number(parameters), number(multiplications())));
    int[] widths = new int[HEADINGS.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    String format =
        String.format(
            Locale.ROOT,
            "%%-%ds  %%-%ds  %%-%ds  %%%ds  %%%ds",
            widths[0],
            widths[1],
            widths[2],
            widths[3],
            widths[4]);
    StringBuilder table = new StringBuilder();
    for (List<String> line : lines) {
      table.append(String.format(Locale.ROOT, format, line.toArray()).stripTrailing()).append('\n');
    }
    return table.toString();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
