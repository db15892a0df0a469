package decisive.nn.train;

import decisive.tensor.Batch;
import decisive.tensor.Batches;
import decisive.tensor.Tensor;
import decisive.tensor.random.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Classes that a line parts: normal clouds around corners, shuffled anew every epoch. */
record Clouds(long seed, int classes, int inputs, int batchSize, int count) implements Batches {
  @Override
  public Iterable<Batch> epoch(int epoch) {
    Generator generator = new Generator(seed);
    int n = batchSize * count;
    Tensor x = Tensor.normal(generator, 0.3f, n, inputs);
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % classes;
      x.set(x.get(i, labels[i] % inputs) + 2, i, labels[i] % inputs);
    }
    int[] order = new Generator(seed).split(epoch).permutation(n);
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < n; from += batchSize) {
      int[] rows = Arrays.copyOfRange(order, from, from + batchSize);
      batches.add(new Batch(x.rows(rows), Arrays.stream(rows).map(i -> labels[i]).toArray()));
    }
    return batches;
  }
}
