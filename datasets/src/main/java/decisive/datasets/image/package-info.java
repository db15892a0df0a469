/**
 * From image files to pixels: {@link decisive.datasets.image.ImageFile} is the only door. The
 * structure of a file (sizes, checksums, chunks, its end) is checked before the JDK's decoders see
 * it, and colours are computed here, since Java's own conversion takes greys and CMYK as linear
 * light.
 */
package decisive.datasets.image;
