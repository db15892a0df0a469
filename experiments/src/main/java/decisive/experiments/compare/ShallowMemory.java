package decisive.experiments.compare;

import decisive.datasets.ImageDataset;
import decisive.memory.Clusters;
import decisive.memory.HeteroMemory;
import decisive.memory.Message;
import decisive.memory.Recall;
import java.util.ArrayList;
import java.util.List;

/**
 * One hetero-associative memory from messages to classes: it stores every training pair once, and
 * answers with the classes that most of a test message agrees with.
 */
final class ShallowMemory {
  private ShallowMemory() {}

  /** On grey levels: a cluster a pixel, a fanal a level. */
  static ModelOutcome onPixels(DigitsTask task, int levels) {
    int pixels = task.train().format().bytes();
    return run(
        "pixels, " + levels + " levels",
        new MemoryInput.Pixels(levels),
        Clusters.uniform(pixels, levels),
        messages(task.train(), levels),
        messages(task.test(), levels),
        task);
  }

  private static List<Message> messages(ImageDataset images, int levels) {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      messages.add(Message.of(images.greyLevels(i, levels)));
    }
    return messages;
  }

  /** On the winners of a trained network's last competition. */
  static ModelOutcome onCodes(
      int k, Clusters clusters, List<Message> train, List<Message> test, DigitsTask task) {
    return run("codes, k = " + k, new MemoryInput.Codes(k), clusters, train, test, task);
  }

  private static ModelOutcome run(
      String name,
      MemoryInput input,
      Clusters clusters,
      List<Message> train,
      List<Message> test,
      DigitsTask task) {
    long start = System.nanoTime();
    HeteroMemory memory = new HeteroMemory(clusters, Clusters.uniform(1, ComparisonPlan.CLASSES));
    for (int i = 0; i < train.size(); i++) {
      memory.store(train.get(i), Message.of(task.train().label(i)));
    }
    long stored = System.nanoTime();
    double correct = 0;
    List<ModelAnswer> answers = new ArrayList<>();
    for (int i = 0; i < test.size(); i++) {
      Recall recall = memory.retrieve(test.get(i));
      correct += recall.share(0, task.test().label(i));
      List<Integer> candidates = new ArrayList<>();
      for (int candidate : recall.candidates(0)) {
        candidates.add(candidate);
      }
      answers.add(new ModelAnswer(name, candidates));
    }
    MemoryResult result =
        new MemoryResult(
            name,
            input,
            100 * correct / test.size(),
            memory.bits(),
            (stored - start) / 1e9,
            (System.nanoTime() - stored) / 1e9);
    return new ModelOutcome(result, answers);
  }
}
