package decisive.experiments.chart;

import java.awt.Color;

/**
 * What a thing in a chart is, which decides how it looks. XChart is given each ink's {@link #color}
 * as a colour; the picture gets its {@link #cssClass} instead.
 */
enum Ink {
  /** Not painted at all. */
  NONE("", Anchor.START),
  TICK_X("tick", Anchor.MIDDLE),
  TICK_Y("tick", Anchor.END),
  TITLE("title", Anchor.MIDDLE),
  LABEL("label", Anchor.MIDDLE),
  GRID("grid", Anchor.START),
  AXIS("axis", Anchor.START),
  SERIES_1("s1", Anchor.START),
  SERIES_2("s2", Anchor.START),
  SERIES_3("s3", Anchor.START),
  SERIES_4("s4", Anchor.START),
  SERIES_5("s5", Anchor.START),
  SERIES_6("s6", Anchor.START),
  SERIES_7("s7", Anchor.START);

  /** Which point of a text stays in place when the reader's font is wider or narrower than ours. */
  enum Anchor {
    START("start", 0),
    MIDDLE("middle", 0.5),
    END("end", 1);

    final String svg;
    final double share;

    Anchor(String svg, double share) {
      this.svg = svg;
      this.share = share;
    }
  }

  private static final int SERIES = 7;

  private final String cssClass;
  private final Anchor anchor;

  Ink(String cssClass, Anchor anchor) {
    this.cssClass = cssClass;
    this.anchor = anchor;
  }

  /** The ink of series {@code index}, from 0; after seven they start again. */
  static Ink series(int index) {
    return values()[SERIES_1.ordinal() + index % SERIES];
  }

  /** The ink whose {@link #color} this is; AXIS for a colour XChart chose by itself. */
  static Ink of(Color color) {
    if (color.getAlpha() == 0) {
      return NONE;
    }
    boolean ours = color.getGreen() == 0 && color.getBlue() == 0 && color.getRed() > 0;
    return ours && color.getRed() < values().length ? values()[color.getRed()] : AXIS;
  }

  /** The ink that Batik wrote as an SVG colour, "rgb(r,g,b)". */
  static Ink ofSvg(String rgb) {
    for (Ink ink : values()) {
      if (rgb.equals("rgb(" + ink.ordinal() + ",0,0)")) {
        return ink;
      }
    }
    return AXIS;
  }

  /** The stand-in colour for XChart and Batik. */
  Color color() {
    return this == NONE ? new Color(0, 0, 0, 0) : new Color(ordinal(), 0, 0);
  }

  String cssClass() {
    return cssClass;
  }

  Anchor anchor() {
    return anchor;
  }
}
