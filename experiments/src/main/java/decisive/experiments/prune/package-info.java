/** What a decided network loses, and saves, when the maps that win least go. */
package decisive.experiments.prune;
