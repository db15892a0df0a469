package decisive.experiments.explain;

import decisive.datasets.ImageDataset;
import decisive.nn.decide.Reading;
import java.util.OptionalInt;

/**
 * An image and how the network came to its answer about it.
 *
 * @param name as in {@code test image 17}
 * @param image a data set that it is the only one of
 * @param label its class, where that is known
 * @param reading the network's decisions
 */
public record ExplainedImage(String name, ImageDataset image, OptionalInt label, Reading reading) {}
