package decisive.experiments;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Where an experiment reports how far it is. Called from any thread. */
public interface Progress {
  /** A step of the announced total is done. */
  void step();

  /** Something worth a line. */
  void note(String text);

  /** Tells nobody. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void step() {}

      @Override
      public void note(String text) {}
    };
  }

  /** The same things, a step with each that is done with: when the next is asked for. */
  default <T> Iterable<T> over(Iterable<T> things) {
    return () -> {
      Iterator<T> each = things.iterator();
      return new Iterator<>() {
        private boolean given;

        @Override
        public boolean hasNext() {
          if (given) {
            given = false;
            step();
          }
          return each.hasNext();
        }

        @Override
        public T next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          given = true;
          return each.next();
        }
      };
    };
  }
}
