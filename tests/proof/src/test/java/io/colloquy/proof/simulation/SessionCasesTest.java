package io.colloquy.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.connectors.kafka.ConversationEvents;
import io.colloquy.proof.models.StandInModels;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.recordings.RandomRecordings;
import io.colloquy.proof.recordings.Uploads;
import io.colloquy.proof.recordings.Uploads.Upload;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.ConversationEvent.Kind;
import io.colloquy.schemas.ConversationEvent.Utterance;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cases by which Flink's own merging session windows are tried (consecutive, covering, bridging, a single instant,
 * late), with what readers are told of each. Whatever the case, the result is the definition's too.
 */
class SessionCasesTest {
    private static final long START = 2_833_340L * Timeline.BUCKET_MICROS;

    private final Simulation simulation = new Simulation(new Random(1), 50);
    private final List<Upload> uploads = new ArrayList<>();
    private final Map<ChunkKey, Chunk> chunks = new LinkedHashMap<>();

    @AfterEach
    void theResultIsTheDefinitions() {
        Uploads sent = new Uploads(uploads, List.copyOf(chunks.values()));
        Expected.of(Simulation.STREAM, sent).assertStored(simulation.storage());
    }

    @ParameterizedTest
    @CsvSource({"0.6, 1", "60, 1", "119.999, 1", "119.999999, 1", "120, 2", "120.000001, 2", "120.001, 2", "500, 2"})
    void consecutiveSpeechIsOneConversationBelowTheGap(double gap, int conversations) {
        say(0, 5);
        say(5 + gap, 5);
        publish();
        assertThat(conversations()).hasSize(conversations);
    }

    @ParameterizedTest
    @CsvSource({"119.999, 1", "120, 2"})
    void theGapIsTheSameWhereTheEarlierComesLater(double gap, int conversations) {
        say(5 + gap, 5);
        publish();
        say(0, 5);
        publish();
        assertThat(conversations()).hasSize(conversations);
    }

    /** The gap begins at the greatest end so far, not at the end of whoever spoke last. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 589}) // state is kept by ten minutes: the longest may begin in those before
    void theGapIsMeasuredFromTheGreatestEnd(double second) {
        say(Source.LIVE, second + 12, 2);
        say(Source.SYNC, second, 19);
        say(Source.LIVE, second + 19 + 119.999, 5);
        publish();
        assertThat(conversations()).singleElement().satisfies(all -> assertThat(all.startedAt())
                .isEqualTo(at(second)));
    }

    @Test
    void aChainOfGapsIsOneConversationHoweverLong() {
        for (int i = 9; i >= 0; i--) say(i * 124.999, 5);
        publish();
        assertThat(conversations()).singleElement().satisfies(all -> {
            assertThat(all.startedAt()).isEqualTo(at(0));
            assertThat(all.endedAt()).isEqualTo(at(9 * 124.999 + 5));
        });
    }

    @Test
    void whatCoversAPublishedConversationTakesItIn() {
        say(Source.LIVE, 100, 5);
        String before = only(publish()).conversationId();

        say(Source.SYNC, 95, 15);
        List<ConversationEvent> events = publish();

        ConversationEvent now = upserted(events);
        assertThat(removed(events)).containsExactly(before);
        assertThat(now.conversationId()).isNotEqualTo(before);
        assertThat(now.aliases()).containsExactly(before);
        assertThat(now.startedAt()).isEqualTo(at(95));
        assertThat(now.endedAt()).isEqualTo(at(110));
        assertThat(now.utterances())
                .as("what was said before is not said again")
                .singleElement()
                .satisfies(wider -> assertThat(wider.words()).noneMatch(word -> word.s() > 5_100 && word.e() < 9_900));
    }

    @Test
    void whatIsCoveredByAPublishedConversationChangesNothingOfIt() {
        say(Source.LIVE, 95, 15);
        publish();

        say(Source.SYNC, 100, 5);

        assertThat(publish()).isEmpty();
    }

    @Test
    void aBridgeMergesTwoPublishedConversationsIntoTheEarlier() {
        say(0, 5);
        say(200, 5);
        List<ConversationEvent> two = publish();
        String earlier = two.get(0).conversationId();
        String later = two.get(1).conversationId();

        say(100, 5);
        List<ConversationEvent> events = publish();

        ConversationEvent merged = upserted(events);
        assertThat(removed(events)).containsExactly(later);
        assertThat(merged.conversationId()).isEqualTo(earlier);
        assertThat(merged.aliases()).containsExactly(later);
        assertThat(merged.startedAt()).isEqualTo(at(0));
        assertThat(merged.endedAt()).isEqualTo(at(205));
        assertThat(merged.utterances())
                .as("only the bridge is new")
                .extracting(Utterance::startedAt)
                .containsExactly(at(100));
        assertThat(events).allMatch(event -> event.removedUtterances().isEmpty());
    }

    /** Flink's windows also merge where they only touch. */
    @ParameterizedTest
    @CsvSource({"124.999, 1", "125, 2"})
    void theShortestSpeechBridgesBelowTheGapOnBothSides(double second, int conversations) {
        say(0, 5);
        say(245, 5);
        publish();
        say(second, 0.25);
        publish();
        assertThat(conversations()).hasSize(conversations);
    }

    @Test
    void aBridgeThatTouchesOneSideRenamesOnlyTheOther() {
        say(0, 5);
        say(245, 5);
        List<ConversationEvent> two = publish();

        say(125, 0.25);
        List<ConversationEvent> events = publish();

        assertThat(removed(events)).containsExactly(two.get(1).conversationId());
        assertThat(upserted(events).aliases()).containsExactly(two.get(1).conversationId());
        assertThat(upserted(events).startedAt()).isEqualTo(at(125));
    }

    /** A live recording that comes late silences what bridged, so that what it merged falls apart again. */
    @Test
    void conversationsSplitWhereTheirBridgeIsOverlapped() {
        say(0, 5);
        say(Source.SYNC, 100, 5);
        say(200, 5);
        String all = only(publish()).conversationId();

        mumble(98, 9);
        List<ConversationEvent> events = publish();

        assertThat(removed(events)).isEmpty();
        assertThat(events).hasSize(2).allMatch(event -> event.event() == Kind.UPSERTED);
        assertThat(events.get(0).conversationId()).isEqualTo(all);
        assertThat(events.get(0).endedAt()).isEqualTo(at(5));
        assertThat(events.get(1).startedAt()).isEqualTo(at(200));
        assertThat(events).flatMap(ConversationEvent::removedUtterances).hasSize(1);
        assertThat(events).allMatch(event -> event.aliases().isEmpty());
    }

    @Test
    void theShortestSpeechIsAConversationOfItsOwn() {
        say(50, 0.25);
        ConversationEvent event = only(publish());
        assertThat(event.startedAt()).isEqualTo(at(50));
        assertThat(event.endedAt()).isEqualTo(at(50.25));
        assertThat(event.utterances()).hasSize(1);
    }

    @Test
    void whatIsShorterIsNone() {
        say(50, 0.24);
        assertThat(publish()).isEmpty();
        assertThat(conversations()).isEmpty();
    }

    @Test
    void theSameInstantAgainIsARepeatAndNoNews() {
        say(50, 5);
        publish();
        say(50, 5);
        assertThat(publish()).isEmpty();
        assertThat(simulation.storage().days()).singleElement().satisfies(day -> {
            assertThat(day.chunks()).isEqualTo(2);
            assertThat(day.duplicateChunks()).isEqualTo(1);
            assertThat(day.duplicateMs()).isEqualTo(5_000);
        });
    }

    @Test
    void speechThatComesLateBeforeASettledConversationRenamesIt() {
        say(1_000, 5);
        String before = settled(publish());

        say(1_000 - 119.999 - 5, 5);
        List<ConversationEvent> events = publish();

        assertThat(removed(events)).containsExactly(before);
        assertThat(upserted(events).aliases()).containsExactly(before);
        assertThat(upserted(events).endedAt()).isEqualTo(at(1_005));
        assertThat(upserted(events).utterances()).hasSize(1);
        assertThat(conversations()).singleElement().matches(ConversationRow::settled);
    }

    @Test
    void speechThatComesLateAndEndsAGapBeforeLeavesItAlone() {
        say(1_000, 5);
        String before = settled(publish());

        say(1_000 - 120 - 5, 5);
        List<ConversationEvent> events = publish();

        assertThat(events).allMatch(event -> !event.conversationId().equals(before));
        assertThat(conversations()).hasSize(2);
    }

    @Test
    void speechThatComesLateAfterASettledConversationProlongsIt() {
        say(1_000, 5);
        String before = settled(publish());

        say(1_005 + 119.999, 5);
        List<ConversationEvent> events = publish();

        assertThat(removed(events)).isEmpty();
        assertThat(upserted(events).conversationId()).isEqualTo(before);
        assertThat(upserted(events).aliases()).isEmpty();
        assertThat(upserted(events).endedAt()).isEqualTo(at(1_005 + 119.999 + 5));
    }

    @Test
    void speechThatComesLateAndBeginsAGapAfterLeavesItAlone() {
        say(1_000, 5);
        String before = settled(publish());

        say(1_005 + 120, 5);
        List<ConversationEvent> events = publish();

        assertThat(events).allMatch(event -> !event.conversationId().equals(before));
        assertThat(conversations()).hasSize(2);
    }

    private void say(double second, double seconds) {
        say(Source.LIVE, second, seconds);
    }

    /** Sound from end to end of a chunk: at one time always the same, and always of one voice. */
    private void say(Source source, double second, double seconds) {
        send(source, second, sound(second, seconds));
    }

    /** The same without words, live. */
    private void mumble(double second, double seconds) {
        byte[] pcm = sound(second, seconds);
        Pcm16.put(pcm, 0, StandInModels.WORDLESS);
        send(Source.LIVE, second, pcm);
    }

    private static byte[] sound(double second, double seconds) {
        byte[] pcm = silence(seconds);
        for (int i = 0; i < pcm.length; i += 2) {
            long tenth = (long) Math.floor((second + i / 2.0 / Timeline.SAMPLE_RATE) * 10 + 1e-6);
            Pcm16.put(pcm, i, (short) (1 + 8 * Math.floorMod(tenth * 0x9E3779B97F4A7C15L >>> 40, 400L)));
        }
        return pcm;
    }

    private static byte[] silence(double seconds) {
        return new byte[2 * (int) Math.round(seconds * Timeline.SAMPLE_RATE)];
    }

    private void send(Source source, double second, byte[] pcm) {
        Chunk chunk = new Chunk(new ChunkKey(at(second), RandomRecordings.FORMAT.digest(pcm)), source, pcm);
        uploads.add(new Upload(chunk, source));
        chunks.putIfAbsent(chunk.key(), chunk);
        simulation.send(chunk, source, 0);
    }

    private static long at(double second) {
        return START + Math.round(second * 1e6);
    }

    /** Runs until all has settled, hours later; returns what readers were told, as it was when it was last said. */
    private List<ConversationEvent> publish() {
        simulation.run();
        Map<String, ConversationEvent> news = new LinkedHashMap<>();
        simulation.takeRevisions().stream()
                .flatMap(revision -> ConversationEvents.of(revision).stream())
                .filter(event -> !isOnlySettling(event))
                .forEach(event -> news.put(event.conversationId(), event));
        return news.values().stream()
                .sorted(Comparator.comparingLong(ConversationEvent::startedAt))
                .toList();
    }

    private static boolean isOnlySettling(ConversationEvent event) {
        return "settled".equals(event.status()) && event.utterances().isEmpty();
    }

    private List<ConversationRow> conversations() {
        return simulation.storage().headers();
    }

    private String settled(List<ConversationEvent> events) {
        assertThat(conversations()).singleElement().matches(ConversationRow::settled);
        return only(events).conversationId();
    }

    private static ConversationEvent only(List<ConversationEvent> events) {
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static ConversationEvent upserted(List<ConversationEvent> events) {
        return only(
                events.stream().filter(event -> event.event() == Kind.UPSERTED).toList());
    }

    private static List<String> removed(List<ConversationEvent> events) {
        return events.stream()
                .filter(event -> event.event() == Kind.REMOVED)
                .map(ConversationEvent::conversationId)
                .toList();
    }
}
