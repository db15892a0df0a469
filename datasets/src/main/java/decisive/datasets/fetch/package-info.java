/**
 * Data sets from where their authors put them, for those who are online.
 *
 * <p>Start with {@link decisive.datasets.fetch.Source}, the files of a data set, and {@link
 * decisive.datasets.fetch.Download}, which gets one, goes on where an earlier call ended, and
 * checks it. Archives stay packed: {@link decisive.datasets.Datasets} reads them as they are.
 *
 * <pre>{@code
 * Download download = new Download(Download.PATIENCE);
 * for (RemoteFile file : Source.named("cifar10", Source.all()).files()) {
 *   download.fetch(file, directory, bytes -> {});
 * }
 * }</pre>
 */
package decisive.datasets.fetch;
