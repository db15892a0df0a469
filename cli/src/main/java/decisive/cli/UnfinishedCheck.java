package decisive.cli;

/** While open: whoever ends the program, a solution that calls System.exit(0) say, has failed. */
final class UnfinishedCheck implements AutoCloseable {
  private final Thread ending;

  UnfinishedCheck(Console console) {
    ending =
        new Thread(
            () -> {
              console
                  .err()
                  .println(
                      "decisive: the check was ended before its time; does the solution call"
                          + " System.exit?");
              Runtime.getRuntime().halt(ExitCode.FAILURE);
            });
    Runtime.getRuntime().addShutdownHook(ending);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(ending);
  }
}
