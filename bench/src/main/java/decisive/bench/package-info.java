/**
 * JMH benchmarks, one class for each question. {@code bench/run NAME} builds and runs those whose
 * name contains NAME; start with {@link decisive.bench.MatrixProductBenchmark}. {@code
 * bench/profile} shows where a training step spends its time, {@code bench/compare-with-pytorch}
 * sets whole training steps beside PyTorch's; our side of it is {@link
 * decisive.bench.ComparisonWorker}.
 */
package decisive.bench;
