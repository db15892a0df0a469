package decisive.tensor;

import decisive.tensor.kernels.ScratchMemory;

/**
 * Where the tasks of a convolution write lines of its result, counted through all images: into a
 * tensor; or each task into its thread's memory, from where they go on while they are in its cache.
 */
sealed interface OutputLines {
  /** Memory for that many lines. */
  float[] array(int lines);

  /** The offset in it of line {@code first}, a task's first. */
  int start(int first);

  /** Lines {@code from} .. to-1 are complete. */
  void complete(int from, int to, float[] array);

  /**
   * All of them stay.
   *
   * @param change what is done to lines that are complete
   */
  record Kept(Tensor y, Convolution2d.LineTaker change) implements OutputLines {
    Kept(Tensor y) {
      this(y, (from, to, lines, offset) -> {});
    }

    @Override
    public float[] array(int lines) {
      return y.data();
    }

    @Override
    public int start(int first) {
      return first * y.shape().span(2, 4);
    }

    @Override
    public void complete(int from, int to, float[] array) {
      change.take(from, to, array, start(from));
    }
  }

  /**
   * They are taken, and not kept.
   *
   * @param line floats of a line
   */
  record Taken(int line, Convolution2d.LineTaker taker) implements OutputLines {
    @Override
    public float[] array(int lines) {
      return ScratchMemory.results(lines * line);
    }

    @Override
    public int start(int first) {
      return 0;
    }

    @Override
    public void complete(int from, int to, float[] array) {
      taker.take(from, to, array, 0);
    }
  }
}
