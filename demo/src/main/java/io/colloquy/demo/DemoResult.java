package io.colloquy.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.colloquy.cli.Report;
import io.colloquy.demo.scoring.FoundConversation;
import io.colloquy.demo.scoring.FoundUtterance;
import io.colloquy.demo.scoring.PartitionScore;
import io.colloquy.demo.scoring.Quality;
import io.colloquy.demo.scoring.Score;
import io.colloquy.demo.scoring.WordErrorRate;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * What a run of the demo comes to.
 *
 * @param baseline of the same models on the uncut recordings
 */
record DemoResult(
        ChunkPlan plan,
        Score score,
        WordErrorRate baseline,
        Effort effort,
        List<FoundConversation> conversations,
        List<FoundUtterance> utterances) {

    /**
     * @param firstConversationSeconds since the process started; null where there never was one
     * @param realtimeFactor seconds from the first record to the last account, for each second that was recorded
     * @param peakRssMb null where the system does not tell
     */
    record Effort(Double firstConversationSeconds, double realtimeFactor, Long peakRssMb) {}

    private record Conversations(int expected, int found, int exact) {}

    private record Wer(double pipeline, double baseline) {}

    private record DeadLetters(
            int expected, boolean exact, @JsonProperty("by_reason") SortedMap<String, Integer> byReason) {}

    private record Chunks(int sent, int repeated, @JsonProperty("held_back") int heldBack) {}

    /** What is wrong or not good enough, for a person. */
    private List<String> failures() {
        List<String> failures = new ArrayList<>(score.failures());
        failures.addAll(new Quality(score.words(), baseline, score.speakers()).failures());
        return failures;
    }

    /** The contract's keys. */
    void fill(Report report) {
        PartitionScore parts = score.conversations();
        report.put("conversations", new Conversations(parts.expected(), parts.found(), parts.exact()));
        report.put("wer", new Wer(rounded(score.words().rate()), rounded(baseline.rate())));
        report.put("speaker_error", rounded(score.speakers().rate()));
        SortedMap<String, Integer> letters = score.deadLetters().found();
        report.put(
                "dead_letters",
                new DeadLetters(
                        total(score.deadLetters().expected()),
                        score.deadLetters().exact(),
                        letters));
        report.put("chunks", new Chunks(chunks(plan.all()), plan.repeats(), chunks(plan.heldBack())));
        report.put("first_conversation_s", effort.firstConversationSeconds());
        report.put("realtime_factor", rounded(effort.realtimeFactor()));
        report.put("peak_rss_mb", effort.peakRssMb());
        report.put("ledger_ok", score.ledger().ok());
        failures().forEach(report::fail);
    }

    /** The same for a person. */
    void print(PrintWriter out) {
        PartitionScore parts = score.conversations();
        out.println();
        line(out, "conversations", "%d of %d exact, %d found", parts.exact(), parts.expected(), parts.found());
        line(
                out,
                "words",
                "%.1f %% wrong; on the uncut recordings %.1f %%",
                100 * score.words().rate(),
                100 * baseline.rate());
        line(
                out,
                "speakers",
                "%.1f %% of the speech under a wrong label",
                100 * score.speakers().rate());
        line(
                out,
                "chunks",
                "%d sent, %d of them repeats, %d held back",
                chunks(plan.all()),
                plan.repeats(),
                chunks(plan.heldBack()));
        line(
                out,
                "dead letters",
                "%s %s",
                score.deadLetters().found(),
                score.deadLetters().exact() ? "as provoked" : "not as provoked");
        line(out, "ledger", "%s", score.ledger().ok() ? "every millisecond accounted for" : "off");
        line(out, "first conversation", "after %.1f s", effort.firstConversationSeconds());
        line(out, "speed", "%.1f times real time", 1 / effort.realtimeFactor());
        line(out, "memory", "%d MB at most", effort.peakRssMb());
        failures().forEach(failure -> line(out, "WRONG", "%s", failure));
        out.flush();
    }

    private static void line(PrintWriter out, String name, String format, Object... values) {
        out.printf(Locale.ROOT, "%-20s%s%n", name, String.format(Locale.ROOT, format, values));
    }

    private static int chunks(List<PlannedRecord> records) {
        return records.size() - PlannedRecord.rejections(records).size();
    }

    private static int total(SortedMap<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
