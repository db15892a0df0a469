package decisive.experiments.chart;

import decisive.experiments.chart.LinePlot.Axis;
import decisive.experiments.chart.LinePlot.Point;
import decisive.experiments.train.EpochRecord;
import decisive.experiments.train.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** The curves of one training run by epoch. */
public final class RunCharts {
  private RunCharts() {}

  private record Line(String name, Function<EpochRecord, Double> value) {}

  /** The charts of the epochs until now; none before the first is done. */
  public static List<SvgChart> of(RunRecord run) {
    if (run.history().epochs().isEmpty()) {
      return List.of();
    }
    List<SvgChart> charts = new ArrayList<>();
    charts.add(
        chart(
            run,
            new Caption("loss", "Loss", "Mean loss by epoch, logarithmic."),
            "loss (logarithmic)",
            Range::log,
            new Line("train", EpochRecord::loss),
            new Line("test", EpochRecord::testLoss)));
    charts.add(
        chart(
            run,
            new Caption(
                "accuracy",
                "Accuracy",
                "Accuracy by epoch: on the training images while they are learnt, on the test images"
                    + " with the softmax gate, and on them after winner-takes-all."),
            "accuracy, %",
            Range::percent,
            new Line("train", EpochRecord::trainAccuracyPercent),
            new Line("gate", EpochRecord::gatedAccuracyPercent),
            new Line("decided", EpochRecord::decidedAccuracyPercent)));
    charts.add(
        chart(
            run,
            new Caption(
                "temperature",
                "Temperature of the softmax gate",
                "Temperature at the end of each epoch, logarithmic."),
            "temperature (logarithmic)",
            Range::log,
            new Line("temperature", EpochRecord::temperature)));
    charts.add(
        chart(
            run,
            new Caption(
                "learning-rate",
                "Learning rate",
                "Learning rate at the end of each epoch, logarithmic."),
            "learning rate (logarithmic)",
            Range::log,
            new Line("learning rate", EpochRecord::learningRate)));
    return charts;
  }

  private static SvgChart chart(
      RunRecord run,
      Caption caption,
      String quantity,
      Function<DoubleStream, Range> range,
      Line... lines) {
    List<List<Point>> curves = new ArrayList<>();
    for (Line line : lines) {
      curves.add(
          run.history().epochs().stream()
              .filter(epoch -> line.value().apply(epoch) != null)
              .map(epoch -> new Point(epoch.epoch(), line.value().apply(epoch)))
              .toList());
    }
    LinePlot plot =
        new LinePlot(
            caption,
            new Axis("epoch", Range.linear(0, run.config().epochs())),
            new Axis(
                quantity,
                range.apply(curves.stream().flatMap(List::stream).mapToDouble(Point::y))));
    for (int i = 0; i < lines.length; i++) {
      if (!curves.get(i).isEmpty()) {
        plot.line(lines[i].name(), Ink.series(i), curves.get(i));
        plot.markers(lines[i].name(), Ink.series(i), i, LinePlot.sparse(curves.get(i)));
      }
    }
    return plot.paint();
  }
}
