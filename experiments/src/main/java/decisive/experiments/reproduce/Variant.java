package decisive.experiments.reproduce;

import java.util.Map;
import java.util.Optional;

/**
 * A configuration of a sweep.
 *
 * @param label in tables, as in {@code k = 4}
 * @param x on a chart's axis
 * @param changes settings that differ from the scale's recipe
 * @param paperPercent accuracy of the paper's ResNet-18 on CIFAR-10, if it has one
 */
record Variant(
    String label, double x, Map<String, Object> changes, Optional<Double> paperPercent) {}
