package io.colloquy.commands.ledger;

import io.colloquy.schemas.DayRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Accounts as a person reads them: a line each, and what they come to. */
final class LedgerTable {
    private static final List<ToLongFunction<DayRow>> DURATIONS = List.of(
            DayRow::receivedMs,
            DayRow::speechMs,
            DayRow::silenceMs,
            DayRow::duplicateMs,
            DayRow::failedMs,
            DayRow::pendingMs);
    private static final List<ToLongFunction<DayRow>> COUNTS =
            List.of(DayRow::chunks, DayRow::duplicateChunks, DayRow::rejectedChunks);
    private static final List<String> HEAD = List.of(
            "device",
            "day",
            "received",
            "speech",
            "silence",
            "duplicate",
            "failed",
            "pending",
            "chunks",
            "repeated",
            "refused",
            "");
    /** These are text, and begin at the left. */
    private static final List<Integer> LEFT = List.of(0, 1, 11);

    private LedgerTable() {}

    static List<String> lines(List<LedgerRow> accounts) {
        List<List<String>> cells = new ArrayList<>(List.of(HEAD));
        for (LedgerRow account : accounts) {
            cells.add(cells(
                    List.of(account.deviceId(), account.day().toString()), List.of(account.row()), mark(account)));
        }
        if (accounts.size() > 1) {
            cells.add(cells(
                    List.of("sum", ""), accounts.stream().map(LedgerRow::row).toList(), ""));
        }
        return aligned(cells);
    }

    private static List<String> cells(List<String> names, List<DayRow> rows, String mark) {
        List<String> cells = new ArrayList<>(names);
        for (var column : DURATIONS)
            cells.add(duration(rows.stream().mapToLong(column).sum()));
        for (var column : COUNTS)
            cells.add(count(rows.stream().mapToLong(column).sum()));
        cells.add(mark);
        return cells;
    }

    /** What is wrong with a row. */
    private static String mark(LedgerRow account) {
        if (account.row().balanced()) return "";
        long excess = account.excess();
        if (excess == 0) return "<-- WRONG: less than nothing";
        return "<-- WRONG: " + (excess < 0 ? "missing " : "too much by ") + Math.abs(excess) + " ms";
    }

    private static String count(long count) {
        return count == 0 ? "-" : String.format(Locale.ROOT, "%,d", count);
    }

    /** Two units at most: nobody compares hours by milliseconds. */
    static String duration(long millis) {
        if (millis == 0) return "-";
        if (millis < 0) return "-" + duration(-millis);
        if (millis < 59_950) return String.format(Locale.ROOT, "%.1f s", Math.max(0.1, millis / 1e3));
        long seconds = Math.round(millis / 1e3);
        if (seconds < 3_600) return String.format("%d min %02d s", seconds / 60, seconds % 60);
        long minutes = Math.round(millis / 6e4);
        return String.format("%d h %02d min", minutes / 60, minutes % 60);
    }

    private static List<String> aligned(List<List<String>> cells) {
        int[] widths = new int[HEAD.size()];
        for (List<String> line : cells) {
            for (int i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], line.get(i).length());
        }
        List<String> lines = new ArrayList<>();
        for (List<String> line : cells) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - line.get(i).length());
                text.append(LEFT.contains(i) ? line.get(i) + padding : padding + line.get(i))
                        .append("  ");
            }
            lines.add(text.toString().stripTrailing());
        }
        return lines;
    }
}
