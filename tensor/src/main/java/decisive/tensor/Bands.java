package decisive.tensor;

import decisive.tensor.kernels.GatherProduct;
import decisive.tensor.kernels.Panels;
import decisive.tensor.parallel.Workers;

/**
 * How the output pixels of a convolution become tasks: several small images each, or one image, or
 * some lines of a large one; and where there are too few pixels for that, some columns (panels of
 * output channels). It depends on the shapes alone, never on the number of threads.
 *
 * @param images N
 * @param lines of each image's output
 * @param imagesEach images of a task
 * @param linesEach lines of a task, all of them unless {@code imagesEach} is 1
 * @param panels of the output channels
 * @param panelsEach of a task
 */
record Bands(int images, int lines, int imagesEach, int linesEach, int panels, int panelsEach) {
  /** More tasks than a large machine has threads, so that none waits long for the last. */
  private static final int TASKS = 128;

  /**
   * With fewer tasks than this, columns are split too: not for more, since every part packs the
   * same rows.
   */
  private static final int FEW_TASKS = 32;

  /** Pixels that a task has if there are so many: fewer read the weights too often. */
  private static final int PIXELS = 64;

  /**
   * @param width pixels of an output line
   * @param work multiply-adds of an output pixel
   */
  static Bands of(int images, int lines, int width, long work, int panels) {
    long wanted = Math.max(GatherProduct.TASK, images * work * lines * width / TASKS);
    long pixels = Math.max(PIXELS, wanted / Math.max(1, work));
    int imagesEach =
        (int) Math.max(1, Math.min(images, pixels / Math.max(1, (long) lines * width)));
    int linesEach =
        imagesEach > 1
            ? lines
            : (int) Math.max(1, Math.min(lines, (pixels + width - 1) / Math.max(1, width)));
    long tasks = (long) ceil(images, imagesEach) * ceil(lines, linesEach);
    long taskWork = work * imagesEach * linesEach * width;
    long parts = Math.min(panels, Math.min(FEW_TASKS / tasks, taskWork / GatherProduct.TASK));
    return new Bands(
        images, lines, imagesEach, linesEach, panels, ceil(panels, (int) Math.max(1, parts)));
  }

  /** Whether each task has all columns of its lines. */
  boolean haveAllColumns() {
    return panelsEach >= panels;
  }

  /** A task: images from .. to-1, in each the lines, and the panels. */
  record Band(int fromImage, int toImage, int fromLine, int toLine, int fromPanel, int toPanel) {
    int images() {
      return toImage - fromImage;
    }

    int lines() {
      return toLine - fromLine;
    }

    Panels.Block block(int rows) {
      return new Panels.Block(0, rows, fromPanel, toPanel);
    }
  }

  interface Body {
    void accept(Band band);
  }

  void forEach(Body body) {
    int lineParts = ceil(lines, linesEach);
    int panelParts = ceil(panels, panelsEach);
    Workers.forEach(
        ceil(images, imagesEach) * lineParts * panelParts,
        task -> {
          int panel = task % panelParts * panelsEach;
          int line = task / panelParts % lineParts * linesEach;
          int image = task / panelParts / lineParts * imagesEach;
          body.accept(
              new Band(
                  image,
                  Math.min(images, image + imagesEach),
                  line,
                  Math.min(lines, line + linesEach),
                  panel,
                  Math.min(panels, panel + panelsEach)));
        });
  }

  private static int ceil(int n, int size) {
    return n == 0 ? 0 : (n - 1) / Math.max(1, size) + 1;
  }
}
