package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.Definition;
import java.util.Arrays;

/**
 * Where in a part a cut may ever fall, whatever the part is linked with. A sound that begins or ends in the midst of the
 * part, with enough silence beside it, does so for good: cuts keep away from that end, and where both ends are there and
 * the sound is short, it is never cut at all. Of most speech that leaves next to nothing.
 */
final class CutCandidates {
    private final Definition definition;
    private final int samples;
    private final int[] where;
    private int count;

    private CutCandidates(Definition definition, int samples, int most) {
        this.definition = definition;
        this.samples = samples;
        this.where = new int[most];
    }

    /**
     * @param speech voice activity of the part
     * @param samples its length
     * @return samples at which a frame may begin that is a cut, as intervals {@code [from₀, to₀, …)}, ascending
     */
    static int[] of(int[] speech, int samples, Definition definition) {
        CutCandidates cuttable = new CutCandidates(definition, samples, speech.length + 2);
        if (speech.length == 0) {
            if (samples < definition.minSilenceSamples()) cuttable.add(0, samples);
        } else {
            cuttable.addSounds(speech);
        }
        return Arrays.copyOf(cuttable.where, cuttable.count);
    }

    private void addSounds(int[] speech) {
        int from = speech[0];
        for (int i = 2; i < speech.length; i += 2) {
            if (speech[i] - speech[i - 1] < definition.minSilenceSamples()) continue;
            addSound(from, speech[i - 1], from != speech[0] || beginsInside(from), true);
            from = speech[i];
        }
        int to = speech[speech.length - 1];
        boolean ends = samples - to >= definition.minSilenceSamples();
        addSound(from, to, from != speech[0] || beginsInside(from), ends);
    }

    private boolean beginsInside(int from) {
        return from >= definition.minSilenceSamples();
    }

    /**
     * @param begins whether the sound begins here for good
     * @param ends whether it ends here for good
     */
    private void addSound(int from, int to, boolean begins, boolean ends) {
        if (begins && ends && to - from <= definition.maxUtteranceSamples()) return;
        add(begins ? from + Segmenter.CUT_MARGIN_SAMPLES : 0, ends ? to - Segmenter.CUT_MARGIN_SAMPLES + 1 : samples);
    }

    private void add(int from, int to) {
        if (from >= to) return;
        where[count++] = from;
        where[count++] = to;
    }
}
