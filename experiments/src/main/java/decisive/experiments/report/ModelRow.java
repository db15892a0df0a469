package decisive.experiments.report;

import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.MemoryResult;
import decisive.experiments.compare.ModelResult;
import decisive.experiments.compare.NetworkResult;
import java.util.List;

/** One line of the table of models, as text, for the terminal and for the page. */
record ModelRow(List<String> cells) {
  /** Headings; the first column is text, all others are numbers. */
  static final List<String> HEADINGS =
      List.of(
          "model",
          "accuracy",
          "multiplications, exact",
          "executed",
          "parameters",
          "bits",
          "training",
          "test");

  static List<ModelRow> of(Comparison comparison) {
    return comparison.models().stream().map(ModelRow::of).toList();
  }

  private static ModelRow of(ModelResult model) {
    if (model instanceof NetworkResult network) {
      return row(
          model,
          NumberText.count(network.multiplicationsExact()),
          NumberText.count(network.multiplicationsExecuted()),
          NumberText.count(network.parameters()),
          NumberText.NONE);
    }
    String bits = NumberText.count(((MemoryResult) model).bits());
    return row(model, NumberText.NONE, NumberText.NONE, NumberText.NONE, bits);
  }

  private static ModelRow row(
      ModelResult model, String exact, String executed, String parameters, String bits) {
    return new ModelRow(
        List.of(
            model.name(),
            NumberText.percent(model.accuracyPercent()),
            exact,
            executed,
            parameters,
            bits,
            NumberText.seconds(model.secondsToTrain()),
            NumberText.seconds(model.secondsToEvaluate())));
  }
}
