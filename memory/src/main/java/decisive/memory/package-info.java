/**
 * Sparse associative memories: messages go in, and come back from a part of themselves.
 *
 * <p><b>Shapes.</b> Neurons, called <em>fanals</em>, stand in clusters ({@link
 * decisive.memory.Clusters}): c clusters of l fanals, n = c·l in all, or clusters of different
 * sizes. A {@link decisive.memory.Message} is one symbol per cluster; symbol a of cluster i lights
 * the fanal (i, a), so as a vector it holds n bits of which c are 1, one in each subvector. In a
 * query clusters may be erased: all their bits are 0.
 *
 * <p><b>Clique memory</b> ({@link decisive.memory.CliqueMemory}). A stored message connects each of
 * its fanals to all others; a {@link decisive.memory.RetrievalRule} completes or repairs a query,
 * which may be {@linkplain decisive.memory.Candidates blurred}, in a few steps:
 *
 * <pre>{@code
 * var memory = new CliqueMemory(Clusters.uniform(8, 256));
 * memory.store(message);
 * Recall recall = memory.retrieve(message.erase(0, 3, 5, 6));
 * recall.unique();                 // then recall.message(), otherwise recall.candidates(3)
 * memory.cliques(recall, 10_000);  // the true cliques among the candidates
 * }</pre>
 *
 * <p>{@link decisive.memory.CliqueTheory} says what to expect of it: density, efficiency, errors.
 *
 * <p>{@link decisive.memory.CountedCliqueMemory} retrieves alike and can forget: it counts the uses
 * of every edge, for 16 bits an edge more.
 *
 * <p>{@link decisive.memory.SparseCliqueMemory} stores messages that use few of the clusters, and
 * completes them whether or not it is known which:
 *
 * <pre>{@code
 * var memory = new SparseCliqueMemory(Clusters.uniform(100, 64), 4);
 * memory.store(Message.unused(100).with(3, 17).with(42, 5).with(60, 0).with(99, 63));
 * Recall recall = memory.retrieve(Message.unused(100).with(3, 17).with(60, 0).eraseUnused());
 * recall.participants();           // 3, 42, 60 and 99
 * }</pre>
 *
 * <p><b>Hetero-associative memory</b> ({@link decisive.memory.HeteroMemory}; the DecisiveNets
 * paper, Section 3.2). It stores pairs (x, y) in one binary matrix of n2 rows and n1 columns, by
 * Equation 1:
 *
 * <pre>
 *   W = min(1, Σ y xᵀ)          coefficient-wise, over the stored pairs
 * </pre>
 *
 * and answers a query x by Algorithm 1: z = W x, then in every output subvector the coordinates
 * equal to its maximum win, ties kept ({@link decisive.memory.Recall}).
 *
 * <p>For a stored pair, each fanal of y is connected to every fanal of x. From a query that is a
 * part of x with κ known clusters it therefore scores exactly κ, which no fanal can exceed: y is
 * always among the winners. What can go wrong is a tie, and {@link decisive.memory.HeteroTheory}
 * says how often:
 *
 * <pre>
 *   d  = 1 − (1 − 1/(l1·l2))^M           density of W after M uniform random pairs
 *   Pe = 1 − (1 − d^κ)^(c2·(l2 − 1))     some other fanal scores κ too
 * </pre>
 *
 * <p>For example:
 *
 * <pre>{@code
 * var memory = new HeteroMemory(Clusters.uniform(8, 256), Clusters.uniform(1, 10));
 * memory.store(x, y);
 * Recall recall = memory.retrieve(x.erase(0, 3));
 * recall.candidates(0);            // the winners of output cluster 0, ties included
 * }</pre>
 *
 * <p><b>Deep memory</b> ({@link decisive.memory.DeepMemory}). It chains several of them, the output
 * of one being the input of the next, and passes each answer on {@linkplain
 * decisive.memory.DeepMemory.Passing blurred or decided}. A stored end is always in the answer.
 *
 * <p><b>Baselines.</b> {@link decisive.memory.HopfieldMemory}, {@link
 * decisive.memory.WillshawMemory} and {@link decisive.memory.AmariMemory} store the same messages
 * as vectors and know nothing of clusters; {@link decisive.memory.BaselineTheory} says how many.
 * All are {@link decisive.memory.AssociativeMemory}s, so that they can be measured side by side.
 * What people have becomes messages in {@code decisive.memory.encode}; {@code
 * decisive.memory.store} keeps a memory in a file.
 *
 * <p>Sources: V. Gripon and C. Berrou, "Sparse neural networks with large learning diversity"
 * (2011), for clusters, fanals and cliques; the DecisiveNets paper for Equation 1 and Algorithm 1.
 */
package decisive.memory;
