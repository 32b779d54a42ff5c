package io.colloquy.operators.core.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.SourceRestated;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.state.StateStore;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StitcherTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final StitchSettings SETTINGS =
            new StitchSettings(Definition.DEFAULT, Duration.ofSeconds(10), Duration.ofDays(30));
    private static final long START = 1_700_000_000_000_000L;
    private static final long NOW = 1_800_000_000_000L;

    private final StitchState state = state();
    private final Stitcher stitcher = new Stitcher(SETTINGS, STREAM, state);
    private final Set<StitchedUtterance> utterances = new LinkedHashSet<>();
    private final List<ClipRequest> requests = new ArrayList<>();
    private final List<Long> deadlines = new ArrayList<>();

    @Test
    void holdsAnEdgeUntilItsNeighbourArrives() {
        accept(part(0, 1, 3, 3), null);
        assertThat(requests).isEmpty();
        accept(part(3, 0, 2, 4), null);
        assertThat(utterances)
                .singleElement()
                .matches(utterance -> utterance.slices().size() == 2);
        assertThat(requests).singleElement().matches(request -> seconds(request) > 4);
    }

    @Test
    void hearsAnEdgeAsItStandsWhenPatienceEnds() {
        accept(part(0, 1, 3, 3), null);
        assertThat(requests).isEmpty();
        List.copyOf(deadlines).forEach(deadline -> take(stitcher.expire(deadline)));
        assertThat(requests).hasSize(1);
        List.copyOf(deadlines).forEach(deadline -> take(stitcher.expire(deadline)));
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 2.5, 1", "0.49, 2.5, 0", "0.5, 2.51, 0"})
    void waitsOnlyWhereLessThanMinSilenceIsKnown(double from, double to, int requested) {
        accept(part(0, from, to, 3), null);
        assertThat(requests).hasSize(requested);
    }

    @Test
    void letsNoSoundSpanAPartThatCouldNotBeAnalysed() {
        accept(part(0, 0, 3, 3), null);
        accept(part(3.3, 0, 3, 3), null);
        accept(part(3, 0, 0.3, 0.3), "out of memory");
        assertThat(utterances)
                .hasSize(2)
                .allMatch(utterance -> utterance.slices().size() == 1);
    }

    @Test
    void waitsForTheRestOfAChunkHoweverLongItTakes() {
        byte[] pcm = pcm(1, 40, 40);
        accept(new AudioPart(STREAM, id(0, 0), Source.SYNC, pcm.length / 2, origin(), 0, first(pcm)), null);
        assertThat(requests).as("but for what no end of the sound can change").allMatch(r -> seconds(r) < 20);
        int before = requests.size();
        List.copyOf(deadlines).forEach(deadline -> take(stitcher.expire(deadline)));
        assertThat(requests).hasSize(before);
    }

    @Test
    void doesNotAskAgainForWhatWasTranscribedWhenItsPatienceEnded() {
        accept(part(0, 1, 2.7, 3), null);
        List.copyOf(deadlines).forEach(deadline -> take(stitcher.expire(deadline)));
        accept(part(3, 1, 2, 3), null);
        assertThat(requests).hasSize(2).doesNotHaveDuplicates();
        assertThat(requests).extracting(ClipRequest::clipId).doesNotHaveDuplicates();
    }

    @Test
    void hearsWhatItKeptTogetherWithWhatCame() {
        AudioPart first = part(0, 1, 3, 3);
        accept(first, null);
        assertThat(audio(first).head())
                .as("a neighbour's sound may begin before")
                .hasSize(2 * Timeline.SAMPLE_RATE / 5);
        assertThat(audio(first).tail()).hasSize(2 * (2 * Timeline.SAMPLE_RATE + Timeline.SAMPLE_RATE / 5));
        accept(part(3, 0, 2, 4), null);
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.missing()).isEmpty();
            assertThat(request.pcm()).isEqualTo(pcm(0.2, 4.2, 4.4));
        });
    }

    @Test
    void keepsNoAudioWhereNothingIsOpen() {
        accept(part(0, 1, 2, 3), null);
        accept(part(6, 1, 2, 3), null);
        AudioPart middle = part(3, 1, 2, 3);
        accept(middle, null);
        assertThat(audio(middle)).isNull();
        assertThat(audio(part(0, 1, 2, 3)).tail())
                .as("as it came, its next was not known")
                .isNotEmpty();
    }

    @Test
    void releasesAudioOnceBothNeighboursHaveCome() {
        AudioPart middle = part(3, 1, 2, 3);
        accept(middle, null);
        assertThat(audio(middle).head()).isNotEmpty();
        assertThat(audio(middle).tail()).isNotEmpty();
        accept(part(6, 1, 2, 3), null);
        assertThat(audio(middle)).isNotNull();
        accept(part(0, 1, 2, 3), null);
        assertThat(audio(middle)).isNull();
    }

    @Test
    void aRepeatByABetterSourceCountsThoughTheChunkComesLater() {
        AudioPart sync = part(0, 1, 3, 6);
        stitcher.restate(new SourceRestated(sync.id().chunk(), sync.chunkSamples(), Source.LIVE), NOW);
        stitcher.restate(new SourceRestated(sync.id().chunk(), sync.chunkSamples(), Source.BACKFILL), NOW);
        accept(sync, null);
        assertThat(state.parts().get(sync.id()).source()).isEqualTo(Source.LIVE);
    }

    @Test
    void aRepeatByAWorseSourceChangesNothing() {
        AudioPart sync = part(0, 1, 3, 6);
        accept(sync, null);
        Stitcher.Step step =
                stitcher.restate(new SourceRestated(sync.id().chunk(), sync.chunkSamples(), Source.BACKFILL), NOW);
        assertThat(step.change()).isEmpty();
        assertThat(state.parts().get(sync.id()).source()).isEqualTo(Source.SYNC);
    }

    @Test
    void aRepeatByABetterSourceCountsForEveryPart() {
        sendSound(stitcher, 0, 70);
        stitcher.restate(new SourceRestated(id(0, 0).chunk(), 70 * Timeline.SAMPLE_RATE, Source.LIVE), NOW);
        for (int index = 0; index < 3; index++)
            assertThat(state.parts().get(id(0, index)).source()).isEqualTo(Source.LIVE);
    }

    @Test
    void aPartThatIsKnownChangesNothing() {
        AudioPart part = part(0, 1, 2, 3);
        accept(part, null);
        int before = requests.size();
        Stitcher.Step again = stitcher.accept(new DetectedPart(part, sound(part.pcm())), NOW);
        assertThat(again.change()).isEmpty();
        assertThat(again.requests()).isEmpty();
        assertThat(again.deadlines()).isEmpty();
        assertThat(requests).hasSize(before);
    }

    @Test
    void doesNotTranscribeWhatHasGrownSinceItsPatienceBegan() {
        accept(part(0, 1, 3, 3), null);
        List<Long> first = List.copyOf(deadlines);
        AudioPart more = part(3, 0, 3, 3);
        take(stitcher.accept(new DetectedPart(more, sound(more.pcm())), NOW + 5_000));
        first.forEach(deadline -> take(stitcher.expire(deadline)));
        assertThat(requests).as("its end waits on").isEmpty();
    }

    @Test
    void saysNothingOfWhatStaysAsItIs() {
        accept(part(0, 1, 2, 3), null);
        AudioPart next = part(3, 1, 2, 3);
        Stitcher.Step step = stitcher.accept(new DetectedPart(next, sound(next.pcm())), NOW);
        assertThat(step.change().orElseThrow().removed()).isEmpty();
        assertThat(step.change().orElseThrow().added())
                .singleElement()
                .matches(added -> added.first().part().equals(next.id()));
    }

    /** Cuts are made 2 s from an end at least, in windows of 4 s; a sound of up to 20 s has none. */
    @ParameterizedTest
    @ValueSource(doubles = {15, 21, 25.9, 26.1, 30, 47, 60})
    void hearsAtOnceWhatNoNeighbourCanChange(double length) {
        int atOnce = 0;
        for (int second = 0; second < 14; second++) {
            Stitcher fresh = new Stitcher(SETTINGS, STREAM, state());
            utterances.clear();
            requests.clear();
            sendSound(fresh, second, length);
            Set<Digest> requested = requests.stream().map(ClipRequest::clipId).collect(Collectors.toSet());
            for (StitchedUtterance utterance : utterances) {
                double from = second(utterance.slices().get(0), true);
                double to = second(utterance.slices().get(utterance.slices().size() - 1), false);
                boolean mayChange = length < 26 || from < 6 || length - to < 6;
                assertThat(requested.contains(utterance.clipId()))
                        .as("%s to %s s of %s, from second %s", from, to, length, second)
                        .isEqualTo(!mayChange);
                if (!mayChange) atOnce++;
            }
        }
        if (length > 30) assertThat(atOnce).isGreaterThan(7);
    }

    /** A chunk that is sound from end to end, all parts of which have come. */
    private void sendSound(Stitcher fresh, int second, double length) {
        byte[] pcm = pcm(0, length, length);
        int samples = pcm.length / 2;
        for (int index = 0; index * Timeline.PART_SAMPLES < samples; index++) {
            int from = 2 * index * Timeline.PART_SAMPLES;
            byte[] part = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + 2 * Timeline.PART_SAMPLES));
            AudioPart sent = new AudioPart(STREAM, id(second, index), Source.SYNC, samples, origin(), 0, part);
            take(fresh.accept(new DetectedPart(sent, sound(part)), NOW));
        }
    }

    private static double second(Slice slice, boolean first) {
        int sample = slice.part().index() * Timeline.PART_SAMPLES + (first ? slice.from() : slice.to());
        return sample / (double) Timeline.SAMPLE_RATE;
    }

    private EdgeAudio audio(AudioPart part) {
        return state.audio().get(part.id());
    }

    private static byte[] first(byte[] pcm) {
        return Arrays.copyOf(pcm, 2 * Timeline.PART_SAMPLES);
    }

    private void accept(AudioPart part, String failure) {
        Intervals speech = failure == null ? sound(part.pcm()) : Intervals.NONE;
        take(stitcher.accept(new DetectedPart(part, speech, SoundPrint.NONE, failure), NOW));
    }

    private void take(Stitcher.Step step) {
        step.change().ifPresent(change -> {
            assertThat(utterances).containsAll(change.removed());
            utterances.removeAll(change.removed());
            utterances.addAll(change.added());
        });
        requests.addAll(step.requests());
        deadlines.addAll(step.deadlines());
    }

    /** A chunk with sound from one second to another. */
    private static AudioPart part(double start, double from, double to, double length) {
        byte[] pcm = pcm(from, to, length);
        return new AudioPart(STREAM, id(start, 0), Source.SYNC, pcm.length / 2, origin(), 0, pcm);
    }

    private static PartId id(double start, int index) {
        return new PartId(new ChunkKey(START + (long) (start * 1e6), new Digest((long) (start * 1e6), 0, 0, 0)), index);
    }

    private static StitchState state() {
        return StitchState.open(StateStore.inMemory(), Entries.over(new HashMap<>()));
    }

    /** What is not zero, as one interval; nothing where all is. */
    private static Intervals sound(byte[] pcm) {
        int from = 0;
        while (from < pcm.length && pcm[from] == 0) from++;
        int to = pcm.length;
        while (to > from && pcm[to - 1] == 0) to--;
        return from == to ? Intervals.NONE : Intervals.of(from / 2, to / 2);
    }

    private static Origin origin() {
        return new Origin("audio-chunks", 0, 0);
    }

    private static byte[] pcm(double from, double to, double length) {
        byte[] pcm = new byte[2 * (int) (length * Timeline.SAMPLE_RATE)];
        Arrays.fill(pcm, 2 * (int) (from * Timeline.SAMPLE_RATE), 2 * (int) (to * Timeline.SAMPLE_RATE), (byte) 1);
        return pcm;
    }

    private static double seconds(ClipRequest request) {
        return request.pcm().length / 2.0 / Timeline.SAMPLE_RATE;
    }
}
