package decisive.tutorials;

import decisive.tutorials.lesson.ANetworkThatLearns;
import decisive.tutorials.lesson.AutogradFromNothing;
import decisive.tutorials.lesson.Competing;
import decisive.tutorials.lesson.ConvolutionAndBlocks;
import decisive.tutorials.lesson.Deciding;
import decisive.tutorials.lesson.FromXToY;
import decisive.tutorials.lesson.HowMuch;
import decisive.tutorials.lesson.Lesson;
import decisive.tutorials.lesson.ShallowAgainstDeep;
import decisive.tutorials.lesson.StoreAndRetrieve;
import decisive.tutorials.lesson.Tensors;
import decisive.tutorials.lesson.TransferAndNoise;
import decisive.tutorials.lesson.YourOwnExperiment;
import java.util.List;

/** The lessons, in the order in which they lean on each other. */
public final class Course {
  private static final List<Lesson> LESSONS =
      List.of(
          new StoreAndRetrieve(),
          new HowMuch(),
          new FromXToY(),
          new Tensors(),
          new AutogradFromNothing(),
          new ANetworkThatLearns(),
          new ConvolutionAndBlocks(),
          new Competing(),
          new Deciding(),
          new ShallowAgainstDeep(),
          new TransferAndNoise(),
          new YourOwnExperiment());

  private Course() {}

  /** All of them: number n at n − 1. */
  public static List<Lesson> lessons() {
    return LESSONS;
  }

  /**
   * One of them.
   *
   * @param number from 1
   * @throws IllegalArgumentException if there is no such lesson
   */
  public static Lesson lesson(int number) {
    if (number < 1 || number > LESSONS.size()) {
      throw new IllegalArgumentException(
          "lesson " + number + ": there is none; they are numbered 1 to " + LESSONS.size());
    }
    return LESSONS.get(number - 1);
  }
}
