package io.colloquy.proof.oracle;

import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The utterances of a chain, and what is made of each. */
final class Utterances {
    private static final int FRAME = 160;
    private static final long CUT_PERIOD = 14_000_000;
    private static final long CUT_WINDOW = 4_000_000;
    private static final int CUT_MARGIN = 2 * Timeline.SAMPLE_RATE;

    /**
     * @param clip the audio of the slices and what the models take around it
     * @param lead samples of the clip before the first slice
     * @param torn whether it reaches within min-silence of its chain's end
     */
    record Clipped(List<Slice> slices, byte[] clip, int lead, boolean torn) {}

    private final Definition definition;
    private final List<OraclePart> chain;

    Utterances(Definition definition, List<OraclePart> chain) {
        this.definition = definition;
        this.chain = chain;
    }

    List<Clipped> all() {
        byte[] audio = pcm();
        int pad = Math.min(Timeline.SAMPLE_RATE / 5, definition.minSilenceSamples() / 2);
        List<Clipped> utterances = new ArrayList<>();
        for (int[] segment : segments()) {
            if (segment[1] - segment[0] < definition.minSpeechSamples()) continue;
            List<Integer> bounds = new ArrayList<>(List.of(segment[0], segment[1]));
            if (segment[1] - segment[0] > definition.maxUtteranceSamples()) bounds.addAll(cuts(segment));
            bounds.sort(null);
            for (int i = 0; i + 1 < bounds.size(); i++) {
                int from = bounds.get(i);
                int to = bounds.get(i + 1);
                int clipFrom = i == 0 ? Math.max(analysedFrom(from), from - pad) : from;
                int clipTo = i + 2 == bounds.size() ? Math.min(analysedTo(to), to + pad) : to;
                byte[] clip = Arrays.copyOfRange(audio, 2 * clipFrom, 2 * clipTo);
                boolean torn = i == 0 && isNearStart(from) || i + 2 == bounds.size() && isNearEnd(to);
                utterances.add(new Clipped(slices(from, to), clip, from - clipFrom, torn));
            }
        }
        return utterances;
    }

    private boolean isNearStart(int sample) {
        return analysedFrom(sample) == 0 && !chain.get(0).failed() && sample < definition.minSilenceSamples();
    }

    private boolean isNearEnd(int sample) {
        int samples = chain.stream().mapToInt(OraclePart::samples).sum();
        boolean failed = chain.get(chain.size() - 1).failed();
        return analysedTo(sample) == samples && !failed && samples - sample < definition.minSilenceSamples();
    }

    /** Where the parts around a sample begin of which none failed. */
    private int analysedFrom(int sample) {
        int from = 0;
        int offset = 0;
        for (OraclePart part : chain) {
            offset += part.samples();
            if (part.failed() && offset <= sample) from = offset;
        }
        return from;
    }

    private int analysedTo(int sample) {
        int offset = 0;
        for (OraclePart part : chain) {
            if (part.failed() && offset >= sample) return offset;
            offset += part.samples();
        }
        return offset;
    }

    private List<int[]> segments() {
        List<int[]> segments = new ArrayList<>();
        int[] last = null;
        int offset = 0;
        for (OraclePart part : chain) {
            if (part.failed()) last = null;
            for (int i = 0; i < part.speech().length; i += 2) {
                int from = offset + part.speech()[i];
                int to = offset + part.speech()[i + 1];
                if (last != null && from - last[1] < definition.minSilenceSamples()) last[1] = to;
                else segments.add(last = new int[] {from, to});
            }
            offset += part.samples();
        }
        return segments;
    }

    private List<Integer> cuts(int[] segment) {
        Map<Long, int[]> quietest = new HashMap<>(); // period → offset, level
        int offset = 0;
        for (OraclePart part : chain) {
            for (int frame = 0; frame < part.samples() / FRAME; frame++) {
                int at = offset + frame * FRAME;
                long time = part.start() + frame * 10_000L;
                if (at < segment[0] + CUT_MARGIN || at > segment[1] - CUT_MARGIN) continue;
                if (Math.floorMod(time, CUT_PERIOD) >= CUT_WINDOW) continue;
                int level = level(part.pcm(), frame);
                int[] best = quietest.get(Math.floorDiv(time, CUT_PERIOD));
                if (best == null || level < best[1]) {
                    quietest.put(Math.floorDiv(time, CUT_PERIOD), new int[] {at, level});
                }
            }
            offset += part.samples();
        }
        return quietest.values().stream().map(cut -> cut[0]).toList();
    }

    /** Four steps an octave of energy, rounded down. */
    private static int level(byte[] pcm, int frame) {
        double energy = 1;
        for (int i = frame * FRAME; i < (frame + 1) * FRAME; i++) {
            double sample = Pcm16.get(pcm, 2 * i);
            energy += sample * sample;
        }
        int octave = Math.getExponent(energy);
        return 4 * octave + (int) (4 * (energy / Math.pow(2, octave) - 1));
    }

    private List<Slice> slices(int from, int to) {
        List<Slice> slices = new ArrayList<>();
        int offset = 0;
        for (OraclePart part : chain) {
            int start = Math.max(from - offset, 0);
            int end = Math.min(to - offset, part.samples());
            if (start < end) slices.add(new Slice(part.id(), start, end));
            offset += part.samples();
        }
        return slices;
    }

    private byte[] pcm() {
        byte[] all = new byte[chain.stream().mapToInt(part -> part.pcm().length).sum()];
        int at = 0;
        for (OraclePart part : chain) {
            System.arraycopy(part.pcm(), 0, all, at, part.pcm().length);
            at += part.pcm().length;
        }
        return all;
    }
}
