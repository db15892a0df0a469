package decisive.tutorials.exercise;

/**
 * Something to write.
 *
 * @param number on the command line, from 1
 * @param lesson that it belongs to
 * @param name of the class to write, and of its file
 * @param task in a few words
 * @param laws what it is held to
 */
public record Exercise(
    int number, int lesson, String name, String task, Class<? extends Laws<?>> laws) {
  /** The file to write in, below the directory of the exercises. */
  public String file() {
    return name + ".java";
  }
}
