package decisive.datasets.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a server sends, taken piece by piece with a limit on the wait for each: the client's own
 * streams wait for ever. A piece is asked for when the one before was taken, so a fast server fills
 * no memory.
 */
final class ResponseBody implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
  /** A piece, or the end, or what went wrong. */
  private record Event(List<ByteBuffer> piece, Throwable failure) {}

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile Flow.Subscription subscription;
  private volatile boolean closed;

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    if (closed) {
      subscription.cancel();
    } else {
      subscription.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> piece) {
    events.add(new Event(piece, null));
  }

  @Override
  public void onError(Throwable failure) {
    events.add(new Event(null, failure));
  }

  @Override
  public void onComplete() {
    events.add(new Event(null, null));
  }

  /**
   * The next piece; null at the end.
   *
   * @throws IOException if nothing comes in time, or the connection breaks; the message says which
   */
  List<ByteBuffer> next(Duration patience) throws IOException, InterruptedException {
    Event event = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (event == null) {
      throw new IOException("nothing came for " + Download.seconds(patience));
    }
    if (event.failure() != null) {
      throw new IOException("the connection broke", event.failure());
    }
    if (event.piece() != null) {
      subscription.request(1);
    }
    return event.piece();
  }

  /** Ends the transfer. */
  @Override
  public void close() {
    closed = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
