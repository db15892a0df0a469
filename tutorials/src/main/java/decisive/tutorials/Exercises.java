package decisive.tutorials;

import decisive.tutorials.exercise.Exercise;
import decisive.tutorials.exercise.Laws;
import decisive.tutorials.exercise.laws.BatchNormLaws;
import decisive.tutorials.exercise.laws.BiasBackwardLaws;
import decisive.tutorials.exercise.laws.BroadcastShapeLaws;
import decisive.tutorials.exercise.laws.ChannelsLastLaws;
import decisive.tutorials.exercise.laws.CliqueRetrieveLaws;
import decisive.tutorials.exercise.laws.CliqueStoreLaws;
import decisive.tutorials.exercise.laws.ConvolutionLaws;
import decisive.tutorials.exercise.laws.CrossEntropyLaws;
import decisive.tutorials.exercise.laws.DensityLaws;
import decisive.tutorials.exercise.laws.ExecutedProductsLaws;
import decisive.tutorials.exercise.laws.GateBackwardLaws;
import decisive.tutorials.exercise.laws.HeteroRecallLaws;
import decisive.tutorials.exercise.laws.HeteroStoreLaws;
import decisive.tutorials.exercise.laws.HopfieldUpdateLaws;
import decisive.tutorials.exercise.laws.IntervalLaws;
import decisive.tutorials.exercise.laws.MatrixProductBackwardLaws;
import decisive.tutorials.exercise.laws.MirrorLaws;
import decisive.tutorials.exercise.laws.MomentumLaws;
import decisive.tutorials.exercise.laws.MultiplicationsLaws;
import decisive.tutorials.exercise.laws.NearestMeanLaws;
import decisive.tutorials.exercise.laws.ProductBackwardLaws;
import decisive.tutorials.exercise.laws.SlidingPairsLaws;
import decisive.tutorials.exercise.laws.SoftmaxGateLaws;
import decisive.tutorials.exercise.laws.TemperatureLaws;
import decisive.tutorials.exercise.laws.WinnerCodeLaws;
import decisive.tutorials.exercise.laws.WinnerTakesAllLaws;
import java.util.ArrayList;
import java.util.List;

/** All exercises, in the order of the lessons. */
public final class Exercises {
  private static final List<Exercise> ALL = numbered();

  private Exercises() {}

  public static List<Exercise> all() {
    return ALL;
  }

  /**
   * @throws IllegalArgumentException if there is none of that number
   */
  public static Exercise numbered(int number) {
    if (number < 1 || number > ALL.size()) {
      throw new IllegalArgumentException(
          "there is no exercise " + number + "; choose 1 to " + ALL.size());
    }
    return ALL.get(number - 1);
  }

  /** Of a lesson. */
  public static List<Exercise> ofLesson(int lesson) {
    return ALL.stream().filter(exercise -> exercise.lesson() == lesson).toList();
  }

  private static List<Exercise> numbered() {
    List<Exercise> all = new ArrayList<>();
    add(all, 1, "CliqueStore", "store messages as cliques", CliqueStoreLaws.class);
    add(all, 1, "CliqueRetrieve", "complete a message by unanimity", CliqueRetrieveLaws.class);
    add(all, 1, "SlidingPairs", "recode words as pairs of letters", SlidingPairsLaws.class);
    add(all, 2, "Density", "how full a clique memory is", DensityLaws.class);
    add(all, 2, "HopfieldUpdate", "a step of a Hopfield memory", HopfieldUpdateLaws.class);
    add(all, 3, "HeteroStore", "Equation 1: store pairs", HeteroStoreLaws.class);
    add(all, 3, "HeteroRecall", "Algorithm 1: from x to y", HeteroRecallLaws.class);
    add(all, 4, "BroadcastShape", "which shape two tensors have", BroadcastShapeLaws.class);
    add(all, 4, "ChannelsLast", "where a number of an image lies", ChannelsLastLaws.class);
    add(all, 5, "ProductBackward", "the backward rule of a product", ProductBackwardLaws.class);
    add(
        all,
        5,
        "MatrixProductBackward",
        "the backward rule of a matrix product",
        MatrixProductBackwardLaws.class);
    add(all, 5, "BiasBackward", "the backward rule of broadcasting", BiasBackwardLaws.class);
    add(all, 6, "CrossEntropy", "the loss of a classification", CrossEntropyLaws.class);
    add(all, 6, "Momentum", "an optimizer's step", MomentumLaws.class);
    add(all, 7, "Convolution", "a convolution of one map", ConvolutionLaws.class);
    add(all, 7, "BatchNorm", "normalize a map over the batch", BatchNormLaws.class);
    add(all, 7, "Multiplications", "count a convolution's products", MultiplicationsLaws.class);
    add(all, 8, "SoftmaxGate", "the gate of a group of maps", SoftmaxGateLaws.class);
    add(all, 8, "GateBackward", "its gradient, stopped at the gate", GateBackwardLaws.class);
    add(all, 8, "Temperature", "how the temperature rises", TemperatureLaws.class);
    add(all, 9, "WinnerTakesAll", "what is left after deciding", WinnerTakesAllLaws.class);
    add(all, 9, "ExecutedProducts", "products that are really needed", ExecutedProductsLaws.class);
    add(all, 10, "WinnerCode", "features as a message", WinnerCodeLaws.class);
    add(
        all,
        11,
        "NearestMean",
        "classify images of new classes from a few examples",
        NearestMeanLaws.class);
    add(all, 11, "Mirror", "a data transform", MirrorLaws.class);
    add(all, 12, "Interval", "how sure a mean of runs is", IntervalLaws.class);
    return List.copyOf(all);
  }

  private static void add(
      List<Exercise> all, int lesson, String name, String task, Class<? extends Laws<?>> laws) {
    all.add(new Exercise(all.size() + 1, lesson, name, task, laws));
  }
}
