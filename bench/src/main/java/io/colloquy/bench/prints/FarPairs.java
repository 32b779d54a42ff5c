package io.colloquy.bench.prints;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.stitch.SameSound;
import io.colloquy.operators.core.stitch.SameSound.Alignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Two recordings by clocks far apart. What they match in counts at the shift at which most is in common, if that is 10 s.
 */
final class FarPairs {
    /** 10 s. */
    private static final int TOGETHER = 500;
    /** 30 min. */
    private static final int APART = 90_000;
    /** Sounds of a recording: some minutes. */
    private static final int SOUNDS = 60;
    /** Between two sounds of a recording. */
    private static final int PAUSE = 100;

    private final Soundings soundings;
    private final long seed;

    FarPairs(Soundings soundings, long seed) {
        this.soundings = soundings;
        this.seed = seed;
    }

    /** A sound in a recording. @param at frames since the recording began */
    private record Placed(Sounding sound, SoundPrint print, int at) {}

    /** @return of so many pairs of different recordings, how much was in common at one shift, in seconds, ascending */
    List<Double> different(int pairs) {
        return IntStream.range(0, pairs)
                .parallel()
                .mapToObj(i -> {
                    List<Sounding> all = soundings.some(new Random(seed + i), 2 * SOUNDS);
                    int half = all.size() / 2;
                    return common(placed(all.subList(0, half)), placed(all.subList(half, all.size()))) / 50.0;
                })
                .sorted()
                .toList();
    }

    /** Whether so much in common makes two recordings one. */
    static boolean isTaken(double seconds) {
        return seconds * 50 >= TOGETHER;
    }

    private static List<Placed> placed(List<Sounding> sounds) {
        List<Placed> placed = new ArrayList<>();
        int at = 0;
        for (Sounding sound : sounds) {
            placed.add(new Placed(sound, sound.print(), at));
            at += sound.frames() + PAUSE;
        }
        return placed;
    }

    private static boolean isOneRecording(Sounding one, Sounding other, Alignment found) {
        int from = Math.max(0, -found.shift());
        return Waveforms.areOneRecording(one, one.from() + from, other, from + found.shift(), found.frames());
    }

    /** Frames that match at one shift to 0.1 s, at the shift at which most do. */
    private static int common(List<Placed> one, List<Placed> other) {
        TreeMap<Integer, Integer> frames = new TreeMap<>();
        for (Placed first : one) {
            for (Placed second : other) {
                Alignment found =
                        SameSound.BY_PRINT.align(first.print, second.print, -APART, APART, SameSound.LEAST_FRAMES);
                if (found != null && !isOneRecording(first.sound, second.sound, found))
                    frames.merge(second.at + found.shift() - first.at, found.frames(), Integer::sum);
            }
        }
        int most = 0;
        for (int shift : frames.keySet()) {
            most = Math.max(
                    most,
                    frames.subMap(shift - Comparing.NEAR, true, shift + Comparing.NEAR, true).values().stream()
                            .mapToInt(Integer::intValue)
                            .sum());
        }
        return most;
    }
}
