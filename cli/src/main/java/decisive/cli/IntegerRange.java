package decisive.cli;

/** The values that an option takes. */
final class IntegerRange {
  private IntegerRange() {}

  /**
   * @throws UsageException if {@code value} is below {@code least} or above {@code most}
   */
  static void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new UsageException(option + " " + value + ": want " + least + " to " + most);
    }
  }
}
