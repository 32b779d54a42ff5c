package io.colloquy.bench.prints;

import io.colloquy.audio.SoundPrint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** One sound in two recordings, of which one was altered and begins a part of a frame later. */
final class SamePairs {
    /** Stretches of each length that are compared in one alteration. */
    private static final int STRETCHES = 4;
    /** What is altered with it on each side. */
    private static final int MARGIN = 25;
    /** Longer ones would take long to encode. */
    private static final int MOST = 400;

    private final Soundings soundings;
    private final List<Integer> lengths;
    private final long seed;

    /** @param lengths of stretches, in frames */
    SamePairs(Soundings soundings, List<Integer> lengths, long seed) {
        this.soundings = soundings;
        this.lengths = lengths;
        this.seed = seed;
    }

    /** @param count about so many pairs of each length, as far as there are such long sounds */
    List<Comparing> compare(int count) {
        return IntStream.range(0, (count + STRETCHES - 1) / STRETCHES)
                .parallel()
                .mapToObj(i -> compare(new Random(seed + i), i))
                .flatMap(List::stream)
                .toList();
    }

    /** Sounds of all lengths would have few long ones: the long and the short ones take turns. */
    private List<Comparing> compare(Random random, int turn) {
        Sounding chosen = soundings.any(random, lengths.get(turn % lengths.size()));
        if (chosen == null) return List.of();
        Sounding sounding = cut(chosen, random);
        Alteration alteration = Alteration.values()[turn / lengths.size() % Alteration.values().length];
        int from = Math.max(0, sounding.from() - MARGIN);
        SoundPrint altered = altered(sounding, from, alteration, random);
        if (altered == null) return List.of();
        List<Comparing> found = new ArrayList<>();
        for (int length : lengths) {
            if (sounding.frames() < length) continue;
            for (int i = 0; i < STRETCHES; i++) {
                int at = sounding.from() + random.nextInt(sounding.frames() - length + 1);
                // a codec may leave out what is left of a packet
                if (at - from + length + Comparing.NEAR > altered.frames()) continue;
                found.add(Comparing.of(sounding.print(at, length), altered, at - from));
            }
        }
        return found;
    }

    private static Sounding cut(Sounding sounding, Random random) {
        if (sounding.frames() <= MOST) return sounding;
        int from = sounding.from() + random.nextInt(sounding.frames() - MOST);
        return new Sounding(sounding.file(), from, from + MOST);
    }

    /** Null where the encoder refuses it: concentus's does so with some tones. */
    private static SoundPrint altered(Sounding sounding, int from, Alteration alteration, Random random) {
        byte[] pcm = sounding.file().pcm();
        int bytes = Short.BYTES * SoundPrint.FRAME_SAMPLES;
        int end = Math.min(pcm.length, (sounding.to() + MARGIN) * bytes);
        try {
            return alteration.print(
                    Arrays.copyOfRange(pcm, from * bytes, end), random.nextInt(SoundPrint.FRAME_SAMPLES));
        } catch (AssertionError e) {
            return null;
        }
    }
}
