package decisive.experiments.explain;

import decisive.datasets.ImageDataset;
import decisive.nn.decide.Explanation;
import java.util.OptionalInt;

/**
 * An image and how the network came to its answer about it.
 *
 * @param name as in {@code test image 17}
 * @param image a data set that it is the only one of
 * @param label its class, where that is known
 * @param explanation the network's decisions
 */
public record ExplainedImage(
    String name, ImageDataset image, OptionalInt label, Explanation explanation) {}
