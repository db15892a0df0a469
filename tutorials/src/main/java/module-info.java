/** The course: the lessons' programs, the exercises and the laws that solutions are held to. */
@SuppressWarnings("module") // the command is compiled later
module decisive.tutorials {
  requires transitive decisive.experiments;
  requires transitive net.jqwik.api;
  requires java.compiler;
  requires java.logging;
  requires org.junit.platform.launcher;

  exports decisive.tutorials.exercise;
  exports decisive.tutorials.exercise.laws;
  exports decisive.tutorials.lesson;
  exports decisive.tutorials to
      decisive.cli;

  opens decisive.tutorials.exercise to
      net.jqwik.engine,
      org.junit.platform.commons; // which make what is package-private there
  opens decisive.tutorials.exercise.laws to
      net.jqwik.engine,
      org.junit.platform.commons; // which call the laws
}
