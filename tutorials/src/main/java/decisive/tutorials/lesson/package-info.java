/** The programs of the lessons, in the order of {@link decisive.tutorials.Course}. */
package decisive.tutorials.lesson;
