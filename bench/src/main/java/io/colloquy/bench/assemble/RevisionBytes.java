package io.colloquy.bench.assemble;

import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.ConversationRow.VoiceLabel;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.UtteranceRow;
import io.colloquy.schemas.Word;
import java.util.stream.Stream;

/**
 * What of a revision is sent to Postgres: a UUID as the 36 characters of its text, a number as eight bytes, words as
 * JSON. Statements and the protocol come on top, alike for all.
 */
final class RevisionBytes {
    private static final int UUID = 36;
    private static final int NUMBER = 8;
    private static final int WORD = "{\"w\":\"\",\"s\":1234,\"e\":1234,\"c\":0.123456},".length();
    /** Conversation, bucket and number. */
    private static final int VOICE = UUID + 2 * NUMBER;
    /** Conversation, first and last bucket. */
    private static final int RANGE = UUID + 2 * NUMBER;

    private RevisionBytes() {}

    static long of(Revision revision) {
        int stream = revision.stream().deviceId().length()
                + revision.stream().ownerId().length();
        long bytes = (revision.buckets().size() + revision.wholeBuckets().size()) * (long) (stream + NUMBER);
        bytes += (stream + UUID + NUMBER) * (long) revision.removedUtterances().size();
        bytes += (long) UUID * revision.utteranceIds().size();
        for (UtteranceRow row : revision.utterances()) bytes += stream + of(row);
        for (ConversationRow row : revision.conversations()) bytes += stream + of(row) + voices(row, revision);
        bytes += (stream + UUID + NUMBER)
                * (long) revision.removedConversations().size();
        for (DayRow day : revision.days())
            bytes += stream + (long) NUMBER * day.getClass().getRecordComponents().length;
        return bytes;
    }

    private static long of(UtteranceRow row) {
        long words = row.words().stream()
                .map(Word::w)
                .mapToLong(word -> word.length() + WORD)
                .sum();
        return UUID + 5 * NUMBER + row.text().length() + words;
    }

    /** A header goes out, and its id once more in the list of those that are to stay, whether it changed or not. */
    private static long of(ConversationRow row) {
        return 2 * UUID + 5 * NUMBER + row.status().length() + row.models().length() + 2 * NUMBER;
    }

    /** Labels go out, and their voices once more among those that are to stay, of the buckets that are named. */
    private static long voices(ConversationRow row, Revision revision) {
        long bytes = 0;
        for (VoiceLabel voice : row.voices()) bytes += 2 * VOICE + voice.label().length();
        if (row.allVoices()) return bytes + RANGE;
        long buckets = Stream.concat(
                        revision.buckets().stream(), row.voices().stream().map(VoiceLabel::bucket))
                .distinct()
                .count();
        return bytes + RANGE * (2 + buckets);
    }
}
