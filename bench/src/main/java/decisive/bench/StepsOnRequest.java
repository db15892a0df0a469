package decisive.bench;

import decisive.nn.train.Trainer;
import decisive.nn.train.TrainingListener;
import decisive.tensor.Batch;
import decisive.tensor.Batches;
import java.util.Iterator;
import java.util.concurrent.Semaphore;

/**
 * A training run in a thread of its own that waits between steps until more are asked for: so what
 * is timed are steps in the midst of a run, as a long training has them.
 */
final class StepsOnRequest implements Workload, Batches {
  private static final int NO_END = Integer.MAX_VALUE;

  private final Trainer trainer;
  private final Batch batch;
  private final Semaphore asked = new Semaphore(0);
  private final Semaphore done = new Semaphore(0);

  StepsOnRequest(Trainer trainer, Batch batch) {
    this.trainer = trainer;
    this.batch = batch;
    trainer.listen(
        new TrainingListener() {
          @Override
          public void step(int step, double loss) {
            done.release();
          }
        });
    Thread thread = new Thread(() -> trainer.fit(this), "training");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (failed, e) -> {
          e.printStackTrace();
          Runtime.getRuntime().halt(1);
        });
    thread.start();
  }

  @Override
  public void run(int times) {
    asked.release(times);
    done.acquireUninterruptibly(times);
  }

  @Override
  public void close() {
    trainer.stop();
    asked.release();
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    return () ->
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Batch next() {
            asked.acquireUninterruptibly();
            return batch;
          }
        };
  }

  @Override
  public int count() {
    return NO_END;
  }
}
