/**
 * What networks are built of, larger than a layer: a {@link decisive.nn.block.Unit} is a layer with
 * its batch norm and its activation in one pass over memory, a {@link
 * decisive.nn.block.ResidualBlock} is units and a shortcut. What is built of these, of layers and
 * of {@link decisive.nn.layer.Chain}s can be read by {@link decisive.nn.topology.Topology}, and so
 * be counted and decided.
 */
package decisive.nn.block;
