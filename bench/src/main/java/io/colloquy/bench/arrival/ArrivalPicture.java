package io.colloquy.bench.arrival;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Draws the scores as SVG, for light and dark pages: for each delivery a row, for each figure a column of bars. */
public final class ArrivalPicture {
    private static final int WIDTH = 1_140;
    private static final int LEFT = 24;
    private static final int LABELS = 190;
    private static final int COLUMN = 184;
    private static final int BAR = 118;
    private static final int TOP = 108;
    private static final int LINE = 13;
    private static final int ROW = 3 * LINE + 16;
    private static final List<String> STYLES = List.of("ours", "windows", "turnstile");
    private static final List<Column> COLUMNS = List.of(
            new Column("conversations not exact", score -> score.expected() - score.exact(), "%.0f"),
            new Column("speech lost, s", ArrivalScore::lostSeconds, "%.1f"),
            new Column("said twice, s", ArrivalScore::twiceSeconds, "%.0f"),
            new Column("words wrong, %", ArrivalScore::wordErrorPercent, "%.1f"),
            new Column("sound to models, s", ArrivalScore::heardSeconds, "%.0f"));

    private final ArrivalResult result;
    private final StringBuilder svg = new StringBuilder();

    /** A figure of which less is better. */
    private record Column(String title, ToDoubleFunction<ArrivalScore> value, String format) {

        double greatest(ArrivalResult result) {
            return result.scores().stream().mapToDouble(value).max().orElse(1);
        }
    }

    private ArrivalPicture(ArrivalResult result) {
        this.result = result;
    }

    /** The whole document. */
    public static String of(ArrivalResult result) {
        return new ArrivalPicture(result).draw();
    }

    private String draw() {
        Map<String, List<ArrivalScore>> deliveries = result.byDelivery();
        int height = TOP + deliveries.size() * ROW + 12;
        begin(height);
        legend(deliveries.values().iterator().next());
        for (int i = 0; i < COLUMNS.size(); i++)
            text("head", left(i), TOP - 20, COLUMNS.get(i).title());
        int y = TOP;
        for (Map.Entry<String, List<ArrivalScore>> delivery : deliveries.entrySet()) {
            row(y, delivery.getKey(), delivery.getValue());
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private void begin(int height) {
        add(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" role="img" aria-labelledby="title description"
                     font-family="system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif">
                  <title id="title">What becomes of the same recordings, by how they arrive and who makes the log</title>
                  <desc id="description">Written by bench arrival. For each delivery five figures of three logs; of all figures less is
                    better.</desc>
                  <style>
                    .card { fill: #ffffff; stroke: #d0d7de; }
                    .rule { stroke: #d8dee4; }
                    .ours { fill: #0969da; }
                    .windows { fill: #bf8700; }
                    .turnstile { fill: #8c959f; }
                    .title { font-size: 16px; font-weight: 600; fill: #1f2328; }
                    .head { font-size: 12px; font-weight: 600; fill: #1f2328; }
                    .label { font-size: 13px; fill: #1f2328; }
                    .value { font-size: 11px; fill: #424a53; }
                    @media (prefers-color-scheme: dark) {
                      .card { fill: #0d1117; stroke: #30363d; }
                      .rule { stroke: #21262d; }
                      .ours { fill: #58a6ff; }
                      .windows { fill: #d29922; }
                      .turnstile { fill: #6e7681; }
                      .title, .head, .label { fill: #e6edf3; }
                      .value { fill: #b1bac4; }
                    }
                  </style>
                  <rect class="card" x="0.5" y="0.5" width="%3$d" height="%4$d" rx="10"/>
                """,
                WIDTH, height, WIDTH - 1, height - 1);
    }

    private void legend(List<ArrivalScore> logs) {
        ArrivalScore any = logs.get(0);
        text(
                "title",
                LEFT,
                34,
                String.format(
                        Locale.ROOT,
                        "%d conversations, %.0f s of speech, %d words: less is better",
                        any.expected(),
                        any.speechSeconds(),
                        any.words()));
        for (int i = 0; i < logs.size(); i++) {
            int x = LEFT + 150 * i;
            add("  <rect class=\"%s\" x=\"%d\" y=\"50\" width=\"12\" height=\"12\" rx=\"2\"/>\n", STYLES.get(i), x);
            text("label", x + 18, 61, logs.get(i).log());
        }
    }

    private void row(int y, String delivery, List<ArrivalScore> logs) {
        add("  <path class=\"rule\" d=\"M%d %d H%d\"/>\n", LEFT, y - 8, WIDTH - LEFT);
        List<String> words = halves(delivery);
        for (int i = 0; i < words.size(); i++)
            text("label", LEFT, y + ROW / 2 - 7 + 17 * i - 8 * (words.size() - 1), words.get(i));
        for (int i = 0; i < COLUMNS.size(); i++) {
            for (int j = 0; j < logs.size(); j++)
                bar(COLUMNS.get(i), left(i), y + 2 + LINE * j, logs.get(j), STYLES.get(j));
        }
    }

    /** A long name takes two lines. */
    private static List<String> halves(String name) {
        int comma = name.lastIndexOf(", ");
        return comma < 0 || name.length() < 28
                ? List.of(name)
                : List.of(name.substring(0, comma + 1), name.substring(comma + 2));
    }

    private void bar(Column column, int x, int y, ArrivalScore score, String style) {
        double value = column.value.applyAsDouble(score);
        double length = Math.max(value > 0 ? 2 : 0.5, BAR * value / Math.max(1, column.greatest(result)));
        add(
                "  <rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"1\"/>\n",
                style, x, y, length, LINE - 3);
        text("value", (int) (x + length + 5), y + LINE - 4, String.format(Locale.ROOT, column.format, value));
    }

    private static int left(int column) {
        return LEFT + LABELS + COLUMN * column;
    }

    private void text(String style, int x, int y, String text) {
        add("  <text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n", style, x, y, text);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
