package decisive.experiments.compare;

import java.util.List;

/**
 * What a comparison was asked to do, in words where a reader wants words.
 *
 * @param dataset name of the data set
 * @param trainImages images for training (and for storing in the memories)
 * @param testImages images for testing
 * @param preparation how the images were split and normalized
 * @param network the network's blocks and width, e.g. "ResNet [1,1,1], width 16"
 * @param competition how the groups are formed and what winners become
 * @param epochs passes over the training images
 * @param batchSize images per step
 * @param optimizer with its constants, e.g. "SGD, momentum 0.9, weight decay 5e-4"
 * @param learningRateSchedule e.g. "0.05, divided by 10 at epochs 10 and 20"
 * @param temperatureSchedule e.g. "1 to 1000"
 * @param k maps per group, one network each
 * @param command the command line that repeats the run
 */
public record Configuration(
    String dataset,
    int trainImages,
    int testImages,
    String preparation,
    String network,
    String competition,
    int epochs,
    int batchSize,
    String optimizer,
    String learningRateSchedule,
    String temperatureSchedule,
    List<Integer> k,
    String command) {
  public Configuration {
    k = List.copyOf(k);
  }
}
