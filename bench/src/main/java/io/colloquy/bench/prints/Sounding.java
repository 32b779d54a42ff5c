package io.colloquy.bench.prints;

import io.colloquy.audio.SoundPrint;
import io.colloquy.schemas.Pcm16;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a file in which something sounds, with pauses of less than half a second: about what the job would make
 * an utterance of. No model decides that here, so that music has such stretches too.
 *
 * @param from its first frame of the file's print
 * @param to the frame after its last
 */
record Sounding(PrintedFile file, int from, int to) {
    private static final int PAUSE = 25;
    private static final int SHORTEST = 20;
    private static final int LONGEST = 1_000;
    /** Of the loudest frame's amplitude. */
    private static final double QUIET = 0.03;

    int frames() {
        return to - from;
    }

    SoundPrint print() {
        return print(from, frames());
    }

    /** The print of some of the file. */
    SoundPrint print(int first, int frames) {
        SoundPrint.Builder print = new SoundPrint.Builder(frames);
        for (int i = first; i < first + frames; i++) print.add(file.print().frame(i));
        return print.build();
    }

    static List<Sounding> of(PrintedFile file) {
        double[] loudness = loudness(file.pcm());
        double loudest = 0;
        for (double frame : loudness) loudest = Math.max(loudest, frame);
        List<Sounding> found = new ArrayList<>();
        int from = -1;
        int last = -1;
        for (int i = 0; i < loudness.length; i++) {
            if (loudness[i] <= QUIET * loudest) continue;
            boolean isEnd = from >= 0 && (i - last > PAUSE || i - from >= LONGEST);
            if (isEnd) add(new Sounding(file, from, last + 1), found);
            if (from < 0 || isEnd) from = i;
            last = i;
        }
        if (from >= 0) add(new Sounding(file, from, last + 1), found);
        return found;
    }

    private static void add(Sounding sounding, List<Sounding> into) {
        if (sounding.frames() >= SHORTEST) into.add(sounding);
    }

    private static double[] loudness(byte[] pcm) {
        double[] loudness = new double[Pcm16.samples(pcm) / SoundPrint.FRAME_SAMPLES];
        for (int frame = 0; frame < loudness.length; frame++) {
            double energy = 0;
            for (int i = 0; i < SoundPrint.FRAME_SAMPLES; i++) {
                double sample = Pcm16.get(pcm, Short.BYTES * (frame * SoundPrint.FRAME_SAMPLES + i));
                energy += sample * sample;
            }
            loudness[frame] = Math.sqrt(energy);
        }
        return loudness;
    }
}
