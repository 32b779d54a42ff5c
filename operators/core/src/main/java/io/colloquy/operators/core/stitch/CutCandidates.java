package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Intervals;

/**
 * Where in a part a cut may ever fall, whatever the part is linked with. A sound that begins or ends in the midst of
 * the part, with enough silence beside it, does so for good: cuts keep away from that end, and where both ends are
 * there and the sound is short, it is never cut at all. Of most speech that leaves next to nothing.
 */
final class CutCandidates {
    private final Definition definition;
    private final int samples;
    private final Intervals.Builder where = Intervals.builder();

    private CutCandidates(Definition definition, int samples) {
        this.definition = definition;
        this.samples = samples;
    }

    /**
     * @param speech voice activity of the part
     * @param samples its length
     * @return samples at which a frame may begin that is a cut
     */
    static Intervals of(Intervals speech, int samples, Definition definition) {
        CutCandidates candidates = new CutCandidates(definition, samples);
        if (speech.isEmpty()) {
            if (samples < definition.minSilenceSamples()) candidates.where.add(0, samples);
        } else {
            candidates.addSounds(speech);
        }
        return candidates.where.build();
    }

    private void addSounds(Intervals speech) {
        int from = speech.start();
        for (int i = 1; i < speech.count(); i++) {
            if (speech.from(i) - speech.to(i - 1) < definition.minSilenceSamples()) continue;
            addSound(from, speech.to(i - 1), from != speech.start() || beginsInside(from), true);
            from = speech.from(i);
        }
        boolean ends = samples - speech.end() >= definition.minSilenceSamples();
        addSound(from, speech.end(), from != speech.start() || beginsInside(from), ends);
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
        where.add(
                begins ? from + Segmenter.CUT_MARGIN_SAMPLES : 0,
                ends ? to - Segmenter.CUT_MARGIN_SAMPLES + 1 : samples);
    }
}
