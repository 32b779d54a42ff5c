package io.colloquy.schemas;

import java.util.List;

/**
 * One utterance as it is published. Its speaker is not in it: a voice is numbered within its bucket, and the
 * conversation maps voices to labels, so a renamed speaker rewrites a header and no row.
 *
 * @param utteranceId a UUID
 * @param conversationId a UUID; for readers of events, storage finds the conversation by time
 * @param bucket the ten-minute bucket of {@code startedAt}
 * @param startedAt µs since the epoch
 * @param endedAt µs since the epoch
 * @param voice number of the voice within the bucket
 * @param text the words, joined by spaces
 * @param confidence mean over the words
 * @param words times from the utterance's start
 */
public record UtteranceRow(
        String utteranceId,
        String conversationId,
        long bucket,
        long startedAt,
        long endedAt,
        int voice,
        String text,
        float confidence,
        List<Word> words) {

    public UtteranceRow {
        words = List.copyOf(words);
    }
}
