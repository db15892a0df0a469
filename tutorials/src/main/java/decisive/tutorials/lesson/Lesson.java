package decisive.tutorials.lesson;

import java.io.IOException;
import java.util.Locale;

/** The program of a lesson. What the lesson's text shows is cut out of it, or printed by it. */
public interface Lesson {
  /** From 1. */
  int number();

  String title();

  /** Without the exercises. */
  int minutesToRead();

  /** On two cores. */
  int secondsToRun();

  /** The same seed, and so the same text and pictures, each time; times aside. */
  void run(Blackboard board) throws IOException;

  /** Its text, in a checkout: {@code tutorials/01-store-and-retrieve.md}. */
  default String text() {
    String words =
        title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
    return String.format(Locale.ROOT, "tutorials/%02d-%s.md", number(), words);
  }
}
