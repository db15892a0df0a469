/**
 * Exercises: a student's class is compiled, held to its laws, and shown in words which of them it
 * breaks and on what input. {@link decisive.tutorials.exercise.ExerciseCheck} does it, {@link
 * decisive.tutorials.Exercises} lists them; the laws are in {@code laws}.
 */
package decisive.tutorials.exercise;
