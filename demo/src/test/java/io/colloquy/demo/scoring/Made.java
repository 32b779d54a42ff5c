package io.colloquy.demo.scoring;

import io.colloquy.schemas.StreamId;
import java.util.List;

/** A made-up truth of two conversations on one device, and what a perfect run would publish. Times in seconds. */
final class Made {
    static final StreamId STREAM = new StreamId("pendant", "pendant");

    static final Truth TRUTH = Truth.of(List.of(
            turn(0, 4, "anna", "good morning", 1),
            turn(5, 9, "ben", "did you sleep well", 1),
            turn(10, 12, "anna", "yes", 1),
            turn(132, 136, "anna", "where is the key", 2),
            turn(137, 139, "ben", "here", 2)));

    static final List<FoundConversation> CONVERSATIONS =
            List.of(conversation("one", 0, 12), conversation("two", 132, 139));

    static final List<FoundUtterance> UTTERANCES = List.of(
            utterance("one", 0, 4, "S1", "Good morning!"),
            utterance("one", 5, 9, "S2", "did you sleep well"),
            utterance("one", 10, 12, "S1", "yes"),
            utterance("two", 132, 136, "S1", "where is the key"),
            utterance("two", 137, 139, "S2", "here"));

    private Made() {}

    static Turn turn(double start, double end, String speaker, String text, int conversation) {
        return new Turn(STREAM, micros(start), micros(end), speaker, text, conversation);
    }

    static FoundConversation conversation(String id, double start, double end) {
        return new FoundConversation(STREAM, id, micros(start), micros(end));
    }

    static FoundUtterance utterance(String conversation, double start, double end, String speaker, String text) {
        return new FoundUtterance(STREAM, conversation, micros(start), micros(end), speaker, text);
    }

    static long micros(double seconds) {
        return Math.round(seconds * 1e6);
    }
}
