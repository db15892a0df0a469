/**
 * The course: {@link decisive.tutorials.Course} lists its lessons, whose programs are in {@code
 * lesson} and whose texts are in the directory {@code tutorials} of a checkout; exercises are in
 * {@code exercise}.
 */
package decisive.tutorials;
