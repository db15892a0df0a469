/**
 * Threads. {@link decisive.tensor.parallel.Workers} has all there is: the pool, and a loop that
 * gives the same bits on any number of threads.
 */
package decisive.tensor.parallel;
