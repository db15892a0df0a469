/**
 * Internal: threads. {@link decisive.tensor.parallel.Workers} has all there is: the pool, and a
 * loop that gives the same bits on any number of threads.
 *
 * <p>For the library's own modules: it may change in any version.
 */
package decisive.tensor.parallel;
