package io.colloquy.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.ConversationRow.VoiceLabel;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.UtteranceRow;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is published is what changed, however long the conversation is in which it did. */
class DeltasTest {
    private static final AudioChunk.Format FORMAT = AudioChunk.Format.pcm(Timeline.SAMPLE_RATE, 1);
    private static final long SECOND = 1_000_000;
    private static final long START = 2_833_340 * Timeline.BUCKET_MICROS;
    private static final int HALF_SECOND_BYTES = Timeline.SAMPLE_RATE;
    private static final int MINUTES = 180;
    private static final int VOICE = 1;
    private static final int OTHER_VOICE = 2;
    private static final int THIRD_VOICE = 3;

    private final Simulation simulation = new Simulation(new Random(1), 50);
    private ConversationRow before;

    /** A conversation of three hours that has settled. */
    @BeforeEach
    void talk() {
        for (int minute = 0; minute < MINUTES; minute++) send(60 * minute, VOICE, 0);
        simulation.run();
        simulation.takeRevisions();
        before = header();
    }

    @Test
    void aConversationThatGainsAnUtteranceGetsOneRowAndOneHeader() {
        send(60 * 90 + 30, VOICE, 0);
        runUntilPublished();

        List<Revision> revisions = simulation.takeRevisions();

        assertThat(rows(revisions)).singleElement().satisfies(row -> assertThat(row.startedAt())
                .isEqualTo(START + (60 * 90 + 30) * SECOND + SECOND / 2));
        assertThat(changed(revisions)).singleElement().satisfies(header -> {
            assertThat(header.conversationId()).isEqualTo(before.conversationId());
            assertThat(header.settled()).isFalse();
            assertThat(header.allVoices()).isFalse();
            assertThat(header.voices()).containsExactly(new VoiceLabel(Timeline.bucket(START) + 9, 0, "S1"));
        });
        assertThat(revisions).flatMap(Revision::utteranceIds).as("known before").isEmpty();
        assertNothingRemoved(revisions);
    }

    @Test
    void aThousandLateChunksAreAHandfulOfRevisions() {
        int late = 1_000;
        for (int i = 0; i < late; i++) send(60 * (i / 20) + 6 + i % 20 * 2.5, VOICE, 50L * i);
        runUntilPublished();

        List<Revision> revisions = simulation.takeRevisions();

        assertThat(revisions.size()).as("revisions for a minute of arrivals").isLessThanOrEqualTo(6);
        assertThat(rows(revisions)).hasSize(late);
        assertThat(changed(revisions)).hasSameSizeAs(revisions);
        assertNothingRemoved(revisions);
    }

    @Test
    void anEarlierChunkRenamesAConversationWithoutItsRows() {
        send(-100, VOICE, 0);
        runUntilPublished();

        List<Revision> revisions = simulation.takeRevisions();

        assertThat(rows(revisions)).singleElement().satisfies(row -> assertThat(row.startedAt())
                .isLessThan(before.startedAt()));
        assertThat(changed(revisions)).singleElement().satisfies(header -> {
            assertThat(header.conversationId()).isNotEqualTo(before.conversationId());
            assertThat(header.endedAt()).isEqualTo(before.endedAt());
            assertThat(header.aliases()).containsExactly(before.conversationId());
        });
        assertThat(revisions)
                .flatMap(Revision::removedConversations)
                .singleElement()
                .satisfies(gone -> assertThat(gone.conversationId()).isEqualTo(before.conversationId()));
        assertThat(revisions).flatMap(Revision::removedUtterances).isEmpty();
    }

    /** Someone else speaks first, and so is S1 from then on. */
    @Test
    void aSpeakerIsRenamedWithoutRows() {
        send(-100, 10, OTHER_VOICE, 0);
        runUntilPublished();

        List<Revision> revisions = simulation.takeRevisions();

        assertThat(rows(revisions)).hasSize(1);
        assertThat(before.speakers()).isEqualTo(1);
        assertThat(changed(revisions)).singleElement().satisfies(header -> {
            assertThat(header.voices().get(0).label()).isEqualTo("S1");
            assertThat(header.voices().subList(1, header.voices().size()))
                    .hasSize(MINUTES / 10)
                    .allMatch(voice -> voice.label().equals("S2"));
        });
    }

    /** Who came third comes second, so that who was second is third, an hour and a half later too. */
    @Test
    void aSpeakerIsRenamedWhereTheySpeakAndNowhereElse() {
        for (int minute : new int[] {0, 90, 170}) send(60 * minute + 15, 10, VOICE, 0);
        send(60 * 90 + 30, 10, OTHER_VOICE, 0);
        send(60 * 170 + 30, 10, THIRD_VOICE, 0);
        simulation.run();
        simulation.takeRevisions();

        send(30, 10, THIRD_VOICE, 0);
        runUntilPublished();

        long first = Timeline.bucket(START);
        assertThat(changed(simulation.takeRevisions())).singleElement().satisfies(header -> {
            assertThat(header.allVoices()).isFalse();
            assertThat(header.speakers()).isEqualTo(3);
            assertThat(header.voices())
                    .containsExactly(
                            new VoiceLabel(first, 0, "S1"),
                            new VoiceLabel(first, 1, "S2"),
                            new VoiceLabel(first + 9, 0, "S1"),
                            new VoiceLabel(first + 9, 1, "S3"),
                            new VoiceLabel(first + 17, 0, "S1"),
                            new VoiceLabel(first + 17, 1, "S2"));
        });
    }

    @Test
    void aRepeatDoesNotReopenWhatHasSettled() {
        send(60 * 90, VOICE, 0);
        simulation.run();

        List<Revision> revisions = simulation.takeRevisions();

        assertThat(revisions).singleElement().satisfies(revision -> {
            assertThat(revision.days()).hasSize(1);
            assertThat(revision.buckets()).isEmpty();
            assertThat(revision.conversations()).isEmpty();
        });
        assertThat(header()).isEqualTo(before);
    }

    @Test
    void aNewChunkReopensWhatHasSettledUntilItSettlesAgain() {
        assertThat(before.settled()).isTrue();
        send(60 * 90 + 30, VOICE, 0);
        runUntilPublished();
        assertThat(header().settled()).isFalse();
        simulation.takeRevisions();

        simulation.run();

        assertThat(header().settled()).isTrue();
        List<Revision> revisions = simulation.takeRevisions();
        assertThat(revisions).singleElement().satisfies(revision -> {
            assertThat(revision.buckets()).isEmpty();
            assertThat(revision.utteranceIds()).isEmpty();
            assertThat(revision.days()).isEmpty();
        });
        assertThat(changed(revisions)).singleElement().satisfies(header -> assertThat(header.voices())
                .isEmpty());
        assertThat(rows(revisions)).isEmpty();
    }

    private void send(double second, int voice, long after) {
        send(second, 1, voice, after);
    }

    /** Sound of so many seconds, with half a second of silence before and after. */
    private void send(double second, int seconds, int voice, long after) {
        byte[] pcm = new byte[2 * (seconds + 1) * HALF_SECOND_BYTES];
        for (int i = HALF_SECOND_BYTES; i < pcm.length - HALF_SECOND_BYTES; i += 2) pcm[i] = (byte) voice;
        ChunkKey key = new ChunkKey(START + (long) (second * SECOND), FORMAT.digest(pcm));
        simulation.send(new Chunk(key, Source.LIVE, pcm), Source.LIVE, after);
    }

    /** Longer than all arrivals and their patience take, and much shorter than until a conversation settles. */
    private void runUntilPublished() {
        simulation.runFor(10 * 60_000);
    }

    private ConversationRow header() {
        return simulation.storage().headers().get(0);
    }

    private static List<UtteranceRow> rows(List<Revision> revisions) {
        return revisions.stream().flatMap(r -> r.utterances().stream()).toList();
    }

    private static List<ConversationRow> changed(List<Revision> revisions) {
        return revisions.stream()
                .flatMap(r -> r.conversations().stream())
                .filter(ConversationRow::changed)
                .toList();
    }

    private static void assertNothingRemoved(List<Revision> revisions) {
        assertThat(revisions).flatMap(Revision::removedUtterances).isEmpty();
        assertThat(revisions).flatMap(Revision::removedConversations).isEmpty();
    }
}
