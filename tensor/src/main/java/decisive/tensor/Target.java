package decisive.tensor;

/** What a network's outputs should have been: {@link Labels} of classes, or {@link Values}. */
public sealed interface Target permits Labels, Values {
  /** Examples: rows of the batch. */
  int size();

  /** What it is, for messages: "labels", or "values" with their shape. */
  String kind();
}
