/**
 * What a network computes, read from its modules: {@link decisive.nn.topology.Topology} gives its
 * {@link decisive.nn.topology.Step}s.
 */
package decisive.nn.topology;
