package io.colloquy.tests.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.decode.Part;
import io.colloquy.operators.detect.DetectedPart;
import io.colloquy.operators.stitch.HearRequest;
import io.colloquy.operators.stitch.LiveUtterance;
import io.colloquy.operators.stitch.core.Stitcher;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import io.colloquy.tests.StandIn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StitcherTest {
    private static final long START = 1_700_000_000_000_000L;
    private static final long NOW = 1_800_000_000_000L;

    private final Stitcher stitcher = new Stitcher(Simulation.STITCH, Simulation.STREAM, new Memory().stitch);
    private final Set<LiveUtterance> live = new LinkedHashSet<>();
    private final List<HearRequest> requests = new ArrayList<>();
    private final List<Long> deadlines = new ArrayList<>();

    @Test
    void holdsAnEdgeUntilItsNeighbourArrives() {
        accept(part(0, 1, 3, 3), null);
        assertThat(requests).isEmpty();
        accept(part(3, 0, 2, 4), null);
        assertThat(live).singleElement().matches(utterance -> utterance.pieces().size() == 2);
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

    @Test
    void letsNoSoundSpanAPartThatCouldNotBeAnalysed() {
        accept(part(0, 0, 3, 3), null);
        accept(part(3.3, 0, 3, 3), null);
        accept(part(3, 0, 0.3, 0.3), "out of memory");
        assertThat(live).hasSize(2).allMatch(utterance -> utterance.pieces().size() == 1);
    }

    @Test
    void waitsForTheRestOfAChunkHoweverLongItTakes() {
        byte[] pcm = pcm(1, 40, 40);
        accept(new Part(Simulation.STREAM, id(0, 0), Source.SYNC, pcm.length / 2, origin(), 0, first(pcm)), null);
        assertThat(requests).as("but for what no end of the sound can change").allMatch(r -> seconds(r) < 20);
        int before = requests.size();
        List.copyOf(deadlines).forEach(deadline -> take(stitcher.expire(deadline)));
        assertThat(requests).hasSize(before);
    }

    private static byte[] first(byte[] pcm) {
        return Arrays.copyOf(pcm, 2 * Timeline.PART_SAMPLES);
    }

    private void accept(Part part, String failure) {
        int[] raw = failure == null ? StandIn.detect(part.pcm()) : new int[0];
        take(stitcher.accept(new DetectedPart(part, raw, failure), NOW));
    }

    private void take(Stitcher.Step step) {
        if (step.change() != null) {
            assertThat(live).containsAll(step.change().removed());
            live.removeAll(step.change().removed());
            live.addAll(step.change().added());
        }
        requests.addAll(step.requests());
        deadlines.addAll(step.deadlines());
    }

    /** A chunk with sound from one second to another. */
    private static Part part(double start, double from, double to, double length) {
        byte[] pcm = pcm(from, to, length);
        return new Part(Simulation.STREAM, id(start, 0), Source.SYNC, pcm.length / 2, origin(), 0, pcm);
    }

    private static PartId id(double start, int index) {
        return new PartId(new ChunkKey(START + (long) (start * 1e6), new Digest((long) (start * 1e6), 0, 0, 0)), index);
    }

    private static Origin origin() {
        return new Origin("audio-chunks", 0, 0);
    }

    private static byte[] pcm(double from, double to, double length) {
        byte[] pcm = new byte[2 * (int) (length * Timeline.SAMPLE_RATE)];
        Arrays.fill(pcm, 2 * (int) (from * Timeline.SAMPLE_RATE), 2 * (int) (to * Timeline.SAMPLE_RATE), (byte) 1);
        return pcm;
    }

    private static double seconds(HearRequest request) {
        return request.pcm().length / 2.0 / Timeline.SAMPLE_RATE;
    }
}
