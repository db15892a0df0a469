/**
 * JMH benchmarks, one class for each question. {@code bench/run NAME} builds and runs those whose
 * name contains NAME; start with {@link decisive.bench.MatrixProductBenchmark}.
 */
package decisive.bench;
