package decisive.experiments;

/** Where an experiment tells how far it is. Called from any thread. */
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
}
