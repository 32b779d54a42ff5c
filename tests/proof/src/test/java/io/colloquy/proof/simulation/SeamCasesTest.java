package io.colloquy.proof.simulation;

import static io.colloquy.proof.simulation.EveryOrder.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.recordings.RandomRecordings;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where chunks meet, and where long speech is cut there, by example; each in every order of arrival. */
class SeamCasesTest {
    private static final double SAMPLE = 1.0 / Timeline.SAMPLE_RATE;

    /** Though one of its parts begins just where the other chunk ends. */
    @Test
    void noChunkContinuesInTheMiddleOfAnother() {
        Chunk live = chunk(Source.LIVE, 20, 10, 9, 10);
        Chunk flash = chunk(Source.SYNC, 0, 40, 30, 37);
        assertThat(EveryOrder.publish(live, flash).conversations())
                .singleElement()
                .satisfies(conversation -> assertThat(conversation.utterances()).hasSize(2));
    }

    @ParameterizedTest
    @CsvSource({"8.500001, 1", "8.5, 1", "8.499999, 2", "11.499999, 1", "11.5, 1", "11.500001, 2"})
    void aChunkContinuesAnotherAsFarAsTheTolerance(double start, int utterances) {
        Chunk first = chunk(Source.LIVE, 0, 10, 8, 10);
        Chunk second = chunk(Source.LIVE, start, 10, 0, 2);
        assertThat(EveryOrder.publish(first, second).conversations())
                .singleElement()
                .satisfies(conversation -> assertThat(conversation.utterances()).hasSize(utterances));
    }

    /** The quietest frames are as near to both ends as cuts may be, or one sample nearer or less near. */
    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 1})
    void aCutKeepsTwoSecondsFromBothEndsToTheSample(double samples) {
        double more = samples * SAMPLE;
        Chunk begins = chunk(Source.LIVE, 7, 5 + more, 4, 5 + more);
        Chunk goesOn = hushed(chunk(Source.LIVE, 12, 30, 0, 30), 1, 29);
        Chunk ends = chunk(Source.LIVE, 42, 1 + more, 0, 1 + more);
        assertThat(EveryOrder.publish(begins, goesOn, ends).conversations()).hasSize(1);
    }

    /** The same, but silent for 10 ms from each of these seconds on. */
    private static Chunk hushed(Chunk chunk, int... seconds) {
        byte[] pcm = chunk.pcm().clone();
        for (int second : seconds) {
            int from = 2 * second * Timeline.SAMPLE_RATE;
            Arrays.fill(pcm, from, from + 2 * Timeline.SAMPLE_RATE / 100, (byte) 0);
        }
        return new Chunk(new ChunkKey(chunk.key().start(), RandomRecordings.FORMAT.digest(pcm)), chunk.source(), pcm);
    }
}
