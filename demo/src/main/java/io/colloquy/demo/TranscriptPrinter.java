package io.colloquy.demo;

import io.colloquy.cli.Paragraph;
import io.colloquy.demo.scoring.FoundConversation;
import io.colloquy.demo.scoring.FoundUtterance;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Conversations as a person reads them. Times are UTC. */
final class TranscriptPrinter {
    private static final DateTimeFormatter MOMENT = format("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter CLOCK = format("HH:mm:ss");

    private TranscriptPrinter() {}

    static void print(List<FoundConversation> conversations, List<FoundUtterance> utterances, PrintWriter out) {
        for (FoundConversation conversation : conversations) {
            List<FoundUtterance> said = utterances.stream()
                    .filter(u -> conversation.conversationId().equals(u.conversationId()))
                    .toList();
            out.println();
            out.println(header(conversation, said));
            said.forEach(utterance -> out.println(paragraph(utterance)));
        }
    }

    private static String paragraph(FoundUtterance utterance) {
        String head = String.format("[%s] %-3s ", CLOCK.format(instant(utterance.start())), utterance.speaker());
        return Paragraph.of(head, utterance.text(), Paragraph.WIDTH);
    }

    private static String header(FoundConversation conversation, List<FoundUtterance> said) {
        long seconds = (conversation.end() - conversation.start()) / 1_000_000;
        long speakers = said.stream().map(FoundUtterance::speaker).distinct().count();
        return String.format(
                Locale.ROOT,
                "── %s · %s UTC · %d:%02d · %d %s",
                conversation.stream().deviceId(),
                MOMENT.format(instant(conversation.start())),
                seconds / 60,
                seconds % 60,
                speakers,
                speakers == 1 ? "speaker" : "speakers");
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
