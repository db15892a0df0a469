/**
 * The lesson of the words: which of them a clique memory can complete depends on how they are
 * written as messages. {@link decisive.experiments.words.WordCompletion} measures it.
 */
package decisive.experiments.words;
