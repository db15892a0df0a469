package decisive.experiments.explain;

import decisive.nn.decide.MapWins;
import java.util.List;

/**
 * What explains a decided network.
 *
 * @param network the file it is from
 * @param data the data set's name
 * @param classNames one a class
 * @param images what it decided about some images, side by side; may be empty
 * @param wins who won how often over the test images, a layer each
 * @param counted test images that the wins are of
 */
public record NetworkExplanation(
    String network,
    String data,
    List<String> classNames,
    List<ExplainedImage> images,
    List<MapWins> wins,
    int counted) {
  public NetworkExplanation {
    classNames = List.copyOf(classNames);
    images = List.copyOf(images);
    wins = List.copyOf(wins);
  }

  /** The classes whose scores are explained, each once: their wins are shown too. */
  public List<Integer> classes() {
    return images.stream().map(image -> image.explanation().target()).distinct().toList();
  }
}
