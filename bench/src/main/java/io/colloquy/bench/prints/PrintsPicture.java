package io.colloquy.bench.prints;

import io.colloquy.bench.prints.PrintsResult.Curve;
import java.util.List;
import java.util.Locale;

/** Draws the curves as SVG, for light and dark pages: agreement to the right, shares upwards by powers of ten. */
public final class PrintsPicture {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int TOP = 84;
    private static final int RIGHT = 732;
    private static final int BOTTOM = 340;
    /** The least share that is drawn: 0.01 %. */
    private static final double DECADES = 4;

    private final List<Curve> curves;
    private final StringBuilder svg = new StringBuilder();

    private PrintsPicture(List<Curve> curves) {
        this.curves = curves;
    }

    /** The whole document. */
    public static String of(PrintsResult result) {
        List<Curve> drawn = result.curves().stream()
                .filter(curve -> curve.kind().equals(PrintsBench.ALL))
                .toList();
        return new PrintsPicture(drawn).draw();
    }

    private String draw() {
        begin();
        text("title", LEFT, 32, "How sure a print is: share of pairs that a threshold gets wrong");
        axes();
        for (int i = 0; i < curves.size(); i++) curve(curves.get(i), i);
        return svg.append("</svg>\n").toString();
    }

    private void begin() {
        add(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" role="img" aria-labelledby="title description"
                     font-family="system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif">
                  <title id="title">What share of pairs of sounds a threshold of agreement gets wrong</title>
                  <desc id="description">Written by bench prints. For each threshold, the share of the same sounds that agree in
                    less, and of different sounds that agree in as much, by how much sound is in common.</desc>
                  <style>
                    .card { fill: #ffffff; stroke: #d0d7de; }
                    .grid { stroke: #d8dee4; }
                    .same { fill: none; stroke: #0969da; stroke-width: 2; }
                    .different { fill: none; stroke: #bf8700; stroke-width: 2; }
                    .second { stroke-dasharray: 6 4; }
                    .title { font-size: 16px; font-weight: 600; fill: #1f2328; }
                    .label { font-size: 12px; fill: #424a53; }
                    @media (prefers-color-scheme: dark) {
                      .card { fill: #0d1117; stroke: #30363d; }
                      .grid { stroke: #21262d; }
                      .same { stroke: #58a6ff; }
                      .different { stroke: #d29922; }
                      .title { fill: #e6edf3; }
                      .label { fill: #b1bac4; }
                    }
                  </style>
                  <rect class="card" x="0.5" y="0.5" width="%3$d" height="%4$d" rx="10"/>
                """,
                WIDTH, HEIGHT, WIDTH - 1, HEIGHT - 1);
    }

    private void axes() {
        for (int decade = 0; decade <= DECADES; decade++) {
            double share = Math.pow(10, -decade);
            add("  <path class=\"grid\" d=\"M%d %.1f H%d\"/>\n", LEFT, y(share), RIGHT);
            text("label", 16, (int) y(share) + 4, percent(share));
        }
        for (int step = 0; step <= Curve.STEPS; step += 5) {
            add("  <path class=\"grid\" d=\"M%.1f %d V%d\"/>\n", x(step), TOP, BOTTOM);
            text("label", (int) x(step) - 9, BOTTOM + 18, String.format(Locale.ROOT, "%.2f", Curve.threshold(step)));
        }
        text("label", LEFT, BOTTOM + 42, "threshold: share of bits that must agree");
    }

    private static String percent(double share) {
        double percent = 100 * share;
        return percent >= 1 ? String.format(Locale.ROOT, "%.0f %%", percent) : percent > 0.05 ? "0.1 %" : "0.01 %";
    }

    private void curve(Curve curve, int index) {
        String second = index > 0 ? " second" : "";
        line("different" + second, curve.taken());
        line("same" + second, curve.missed());
        int x = LEFT + 330 * index;
        add("  <path class=\"different%s\" d=\"M%d 52 h26\"/>\n", second, x);
        text("label", x + 32, 56, String.format(Locale.ROOT, "different, %.1f s: taken for the same", curve.seconds()));
        add("  <path class=\"same%s\" d=\"M%d 70 h26\"/>\n", second, x);
        text("label", x + 32, 74, String.format(Locale.ROOT, "the same, %.1f s: missed", curve.seconds()));
    }

    /** Only where there is a share. */
    private void line(String style, List<Double> shares) {
        StringBuilder path = new StringBuilder();
        for (int step = 0; step < shares.size(); step++) {
            if (shares.get(step) <= 0) continue;
            char command = path.isEmpty() ? 'M' : 'L';
            path.append(String.format(Locale.ROOT, "%c%.1f %.1f ", command, x(step), y(shares.get(step))));
        }
        if (!path.isEmpty())
            add("  <path class=\"%s\" d=\"%s\"/>\n", style, path.toString().strip());
    }

    private static double x(int step) {
        return LEFT + (RIGHT - LEFT) * step / (double) Curve.STEPS;
    }

    private static double y(double share) {
        double down = Math.min(DECADES, -Math.log10(share));
        return TOP + (BOTTOM - TOP) * down / DECADES;
    }

    private void text(String style, int x, int y, String text) {
        add("  <text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n", style, x, y, text);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
