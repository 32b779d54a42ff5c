package io.colloquy.bench.assemble;

import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.UtteranceRow;
import io.colloquy.schemas.Word;

/**
 * What of a revision is sent to Postgres: a UUID as the 36 characters of its text, a number as eight bytes, words and
 * voices as JSON. Statements and the protocol come on top, alike for all.
 */
final class RevisionBytes {
    private static final int UUID = 36;
    private static final int NUMBER = 8;
    private static final int WORD = "{\"w\":\"\",\"s\":1234,\"e\":1234,\"c\":0.123456},".length();
    private static final int VOICE = "\"2833333:1\":\"S1\",".length();

    private RevisionBytes() {}

    static long of(Revision revision) {
        int stream = revision.stream().deviceId().length()
                + revision.stream().ownerId().length();
        long bytes = revision.buckets().size() * (long) (stream + NUMBER);
        bytes += (long) UUID * revision.utteranceIds().size();
        for (UtteranceRow row : revision.utterances()) bytes += stream + of(row);
        for (ConversationRow row : revision.conversations()) bytes += stream + of(row);
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
        return 2 * UUID
                + 5 * NUMBER
                + row.status().length()
                + row.models().length()
                + (long) VOICE * row.voices().size()
                + 2 * NUMBER;
    }
}
