package decisive.experiments.report;

import decisive.experiments.compare.Comparison;
import decisive.experiments.compare.ModelResult;
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
    return new ModelRow(
        List.of(
            model.name(),
            NumberText.percent(model.accuracyPercent()),
            NumberText.count(model.multiplicationsExact()),
            NumberText.count(model.multiplicationsExecuted()),
            NumberText.count(model.parameters()),
            NumberText.count(model.bits()),
            NumberText.seconds(model.secondsToTrain()),
            NumberText.seconds(model.secondsToEvaluate())));
  }
}
