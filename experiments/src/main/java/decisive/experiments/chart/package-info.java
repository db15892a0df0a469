/**
 * The charts of a comparison as small SVG files with real text, for light and dark backgrounds.
 * Every chart class turns results into a {@link decisive.experiments.chart.SvgChart}.
 *
 * <p>XChart lays a chart out and Batik writes it. Between them stands {@code ChartGraphics}: XChart
 * paints letters as outlines, it turns them back into text; XChart paints a line segment by
 * segment, it joins them; and the colours XChart is given are only names of roles ({@code Ink})
 * that the style sheet {@code chart.css} gives a colour on light and on dark.
 */
package decisive.experiments.chart;
