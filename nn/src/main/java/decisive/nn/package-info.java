/**
 * Networks. Everything is a {@link decisive.nn.Module}; start there, then with {@link
 * decisive.nn.resnet.ResNet}, a whole one.
 *
 * <p>{@code layer} has the parts networks are made of, {@code competition} the activation that
 * makes them associative memories, {@code block} what is built of both, {@code topology} what a
 * network computes, read from its parts, {@code resnet} the networks of the paper, {@code train}
 * training and measuring, {@code count} their multiplications, {@code decide} what they become when
 * they have decided, {@code checkpoint} their files.
 */
package decisive.nn;
