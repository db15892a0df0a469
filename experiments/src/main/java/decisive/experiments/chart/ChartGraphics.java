package decisive.experiments.chart;

import decisive.experiments.chart.TextOutlines.Text;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;

/**
 * The canvas XChart paints on. It holds everything back until {@link #finish}, one path per ink and
 * stroke and then the texts, and so hands Batik a few large elements in place of hundreds of small
 * ones. Clips are ignored: the charts here never paint outside their axes.
 */
final class ChartGraphics extends SVGGraphics2D {
  /** Decimals of a coordinate; 0.01 px is finer than any screen. */
  private static final int PRECISION = 2;

  private record Pen(Ink ink, BasicStroke stroke) {}

  private record Placed(Text text, Ink ink, double x, double y) {}

  private final TextOutlines outlines;
  private final Map<Ink, Path2D> fills = new LinkedHashMap<>();
  private final Map<Pen, Path2D> strokes = new LinkedHashMap<>();
  private final List<Placed> texts = new ArrayList<>();

  ChartGraphics(Document document, TextOutlines outlines) {
    super(context(document), false);
    this.outlines = outlines;
  }

  private static SVGGeneratorContext context(Document document) {
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setPrecision(PRECISION);
    context.setComment(null);
    return context;
  }

  @Override
  public FontRenderContext getFontRenderContext() {
    return TextOutlines.CONTEXT;
  }

  @Override
  public void setClip(Shape clip) {}

  @Override
  public void fill(Shape shape) {
    Ink ink = ink();
    if (ink == Ink.NONE) {
      return;
    }
    if (ink == Ink.GRID) {
      drawGridLine(shape.getBounds2D());
      return;
    }
    AffineTransform here = getTransform();
    outlines
        .find(ink, shape)
        .ifPresentOrElse(
            text -> texts.add(new Placed(text, ink, here.getTranslateX(), here.getTranslateY())),
            () ->
                fills
                    .computeIfAbsent(ink, i -> new Path2D.Double())
                    .append(shape.getPathIterator(here), false));
  }

  @Override
  public void draw(Shape shape) {
    Ink ink = ink();
    if (ink == Ink.NONE) {
      return;
    }
    Pen pen = new Pen(ink, (BasicStroke) getStroke());
    Path2D path = strokes.computeIfAbsent(pen, p -> new Path2D.Double());
    Point2D end = path.getCurrentPoint();
    if (shape instanceof Line2D line && line.getP1().equals(end)) {
      path.lineTo(line.getX2(), line.getY2());
    } else {
      path.append(shape.getPathIterator(getTransform()), false);
    }
  }

  /** XChart fills its grid lines as slim outlines; a line says the same in a third of the size. */
  private void drawGridLine(Rectangle2D outline) {
    Line2D line =
        outline.getWidth() > outline.getHeight()
            ? new Line2D.Double(
                outline.getMinX(), outline.getCenterY(), outline.getMaxX(), outline.getCenterY())
            : new Line2D.Double(
                outline.getCenterX(), outline.getMinY(), outline.getCenterX(), outline.getMaxY());
    setStroke(PlotStyle.THIN);
    draw(line);
  }

  /** Gives everything held back to Batik: the grid, areas, lines, texts. */
  void finish() {
    setTransform(new AffineTransform());
    stroke(Ink.GRID::equals);
    fills.forEach(
        (ink, path) -> {
          setColor(ink.color());
          super.fill(path);
        });
    stroke(ink -> ink != Ink.GRID);
    texts.forEach(this::write);
  }

  private void stroke(Predicate<Ink> which) {
    strokes.forEach(
        (pen, path) -> {
          if (which.test(pen.ink())) {
            setColor(pen.ink().color());
            setStroke(pen.stroke());
            super.draw(path);
          }
        });
  }

  private void write(Placed placed) {
    Text text = placed.text();
    if (text.shown().isEmpty()) {
      return;
    }
    setColor(placed.ink().color());
    setFont(text.font());
    double along = text.width() * placed.ink().anchor().share;
    if (text.upwards()) {
      float x = (float) placed.x();
      float y = (float) (placed.y() - along);
      setTransform(AffineTransform.getRotateInstance(-Math.PI / 2, x, y));
      drawString(text.shown(), x, y);
      setTransform(new AffineTransform());
    } else {
      drawString(text.shown(), (float) (placed.x() + along), (float) placed.y());
    }
  }

  private Ink ink() {
    return getPaint() instanceof Color color ? Ink.of(color) : Ink.AXIS;
  }
}
