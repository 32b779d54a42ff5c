package io.colloquy.schemas;

import java.util.List;

/**
 * The header of a conversation: a range of time that overlaps no other of its stream, and news of who its voices are.
 *
 * @param conversationId a UUID
 * @param startedAt µs since the epoch, of the first member
 * @param endedAt µs since the epoch, the greatest end of a member
 * @param settled nothing has changed for as long as it takes to settle
 * @param models names of the models that made the text and the voices
 * @param speakers how many take part
 * @param voices labels in order of bucket, of all the voices of each bucket that is named
 * @param allVoices whether every bucket is named; else those of which nothing is said here stay as they were published,
 *     but for buckets that the revision speaks for, and those that the conversation does not reach any more
 * @param aliases ids once published that now lead here, as far as this revision knows of them
 * @param changed false where the header is repeated only so that the revision speaks for its whole range
 */
public record ConversationRow(
        String conversationId,
        long startedAt,
        long endedAt,
        boolean settled,
        String models,
        int speakers,
        List<VoiceLabel> voices,
        boolean allVoices,
        List<String> aliases,
        boolean changed) {

    public ConversationRow {
        voices = List.copyOf(voices);
        aliases = List.copyOf(aliases);
    }

    /** Voice number {@code voice} of {@code bucket} speaks as {@code label} (S1, S2, …). */
    public record VoiceLabel(long bucket, int voice, String label) {}

    /** {@code settled} or {@code open}. */
    public String status() {
        return settled ? "settled" : "open";
    }
}
