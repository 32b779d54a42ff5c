package io.colloquy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.demo.scoring.FoundConversation;
import io.colloquy.demo.scoring.FoundUtterance;
import io.colloquy.schemas.StreamId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptPrinterTest {
    private static final StreamId STREAM = new StreamId("pendant", "pendant");
    private static final long MIDNIGHT = 1_773_100_800_000_000L;

    private static final String LONG =
            "good night and thank you all for coming so far on such a cold and windy evening";

    @Test
    void readsLikeAConversation() {
        StringWriter text = new StringWriter();
        TranscriptPrinter.print(
                List.of(new FoundConversation(STREAM, "one", MIDNIGHT - 2_000_000, MIDNIGHT + 63_500_000)),
                List.of(
                        new FoundUtterance(STREAM, "one", MIDNIGHT - 2_000_000, MIDNIGHT, "S1", LONG),
                        new FoundUtterance(STREAM, "other", MIDNIGHT, MIDNIGHT + 1, "S1", "elsewhere"),
                        new FoundUtterance(STREAM, "one", MIDNIGHT + 60_000_000, MIDNIGHT + 63_500_000, "S2", "hello")),
                new PrintWriter(text, true));
        assertThat(text.toString().lines())
                .containsExactly(
                        "",
                        "── pendant · 2026-03-09 23:59:58 UTC · 1:05 · 2 speakers",
                        "[23:59:58] S1  good night and thank you all for coming so far on such a cold and",
                        "               windy evening",
                        "[00:01:00] S2  hello");
    }
}
