/**
 * Metrics: what people want to know of a network's outputs, beside the loss that it learns by.
 * Start with {@link decisive.nn.train.metric.Metric}.
 */
package decisive.nn.train.metric;
