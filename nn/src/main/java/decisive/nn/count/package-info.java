/**
 * How many multiplications a decided network needs: {@link decisive.nn.count.MultiplicationCount}
 * by a {@link decisive.nn.count.CountingRule} from its parts, {@link
 * decisive.nn.count.ExecutedCount} measured on data; and a {@link decisive.nn.count.Summary} of any
 * network.
 */
package decisive.nn.count;
