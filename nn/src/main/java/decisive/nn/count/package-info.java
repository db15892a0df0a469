/**
 * How many multiplications a decided network needs: {@link decisive.nn.count.MultiplicationCount}
 * by a {@link decisive.nn.count.CountingRule} from its design, {@link
 * decisive.nn.count.ExecutedCount} measured on data.
 */
package decisive.nn.count;
