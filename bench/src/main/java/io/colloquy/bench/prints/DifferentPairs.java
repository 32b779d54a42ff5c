package io.colloquy.bench.prints;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Two sounds of two files, half of them by one voice. */
final class DifferentPairs {
    /** What agrees in so much may be one recording. */
    private static final double SUSPICIOUS = 0.75;

    private final Soundings soundings;
    private final long seed;

    DifferentPairs(Soundings soundings, long seed) {
        this.soundings = soundings;
        this.seed = seed;
    }

    /** Two files and how they compare. @param oneRecording whether the waveform says that both are of one recording */
    record Pair(String one, String other, Comparing comparing, boolean oneRecording) {}

    /** @param frames of the stretches; none where no sound is so long */
    List<Pair> compare(int count, int frames) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> compare(new Random(seed + 31L * i + frames), frames, i % 2 == 0))
                .flatMap(List::stream)
                .toList();
    }

    private List<Pair> compare(Random random, int frames, boolean sameVoice) {
        Sounding one = soundings.any(random, frames);
        Sounding other = one == null ? null : soundings.other(one, sameVoice, frames, random);
        if (other == null) return List.of();
        int from = one.from() + random.nextInt(one.frames() - frames + 1);
        int at = random.nextInt(other.frames() - frames + 1);
        Comparing comparing = Comparing.of(one.print(from, frames), other.print(), at);
        boolean oneRecording = comparing.best() >= SUSPICIOUS
                && comparing.found() != null
                && Waveforms.areOneRecording(one, from, other, at + comparing.found(), frames);
        return List.of(new Pair(one.file().name(), other.file().name(), comparing, oneRecording));
    }
}
