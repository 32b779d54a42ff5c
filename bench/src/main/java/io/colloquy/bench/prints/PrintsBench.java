package io.colloquy.bench.prints;

import io.colloquy.bench.prints.DifferentPairs.Pair;
import io.colloquy.bench.prints.PrintsResult.Curve;
import io.colloquy.bench.prints.PrintsResult.Far;
import io.colloquy.bench.prints.PrintsResult.Taken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How far the prints of sounds tell the same from different ones, on recordings of anybody's. Files of one folder below
 * the root are of one kind, those of a folder below that of one voice. Of the kinds {@code music} and {@code tones}
 * figures are given and nothing is asked: two stretches of what repeats itself are one sound.
 */
public final class PrintsBench {
    private static final Set<String> APART = Set.of("music", "tones");
    /** Frames: 0.4 to 5 s. */
    private static final List<Integer> LENGTHS = List.of(20, 30, 40, 50, 75, 100, 125, 150, 250);

    private static final List<Integer> DRAWN = List.of(75, 150);
    /** The kinds that are judged, together. */
    static final String ALL = "all";

    private static final double FRAMES_PER_SECOND = 50;
    private static final int FAR_PAIRS = 100;

    private final long seed;
    private final int pairs;
    private final Consumer<String> progress;

    private final List<PrintsRow> rows = new ArrayList<>();
    private final List<Far> far = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();
    private final Map<Integer, List<Comparing>> judgedSame = new HashMap<>();
    private final Map<Integer, List<Comparing>> judgedDifferent = new HashMap<>();

    private PrintsBench(long seed, int pairs, Consumer<String> progress) {
        this.seed = seed;
        this.pairs = pairs;
        this.progress = progress;
        for (int frames : LENGTHS) {
            judgedSame.put(frames, new ArrayList<>());
            judgedDifferent.put(frames, new ArrayList<>());
        }
    }

    /**
     * @param recordings a folder of WAV, FLAC or Ogg Opus files
     * @param pairs of the same and of different sounds, about so many of each kind and length
     * @param progress takes a line now and then, for a person
     * @throws IOException where a file can't be read or decoded
     */
    public static PrintsResult run(Path recordings, long seed, int pairs, Consumer<String> progress)
            throws IOException {
        PrintsBench bench = new PrintsBench(seed, pairs, progress);
        Map<String, Soundings> kinds = Soundings.read(recordings);
        if (kinds.isEmpty()) throw new IOException(recordings + " holds no WAV, FLAC or Ogg Opus file with any sound");
        kinds.forEach(bench::compare);
        return bench.result();
    }

    private void compare(String kind, Soundings soundings) {
        progress.accept(String.format("%s: %d sounds, %.1f min", kind, soundings.count(), soundings.minutes()));
        boolean apart = APART.contains(kind);
        List<Comparing> same = new SamePairs(soundings, LENGTHS, seed).compare(pairs);
        for (int frames : LENGTHS) {
            List<Comparing> ofLength =
                    same.stream().filter(pair -> pair.frames() == frames).toList();
            List<Pair> different = new DifferentPairs(soundings, seed).compare(pairs, frames);
            PrintsRow row = PrintsRow.of(kind, apart, frames, ofLength, different);
            rows.add(row);
            List<Comparing> compared = different.stream()
                    .filter(pair -> !pair.oneRecording())
                    .map(Pair::comparing)
                    .toList();
            curves.add(curve(kind, frames, ofLength, compared));
            if (apart) continue;
            judgedSame.get(frames).addAll(ofLength);
            judgedDifferent.get(frames).addAll(compared);
            take(different);
        }
        List<Double> common = new FarPairs(soundings, seed).different(FAR_PAIRS);
        int takenFar = (int) common.stream().filter(FarPairs::isTaken).count();
        far.add(new Far(kind, !apart, common.size(), common.get(common.size() - 1), takenFar));
    }

    private void take(List<Pair> different) {
        for (Pair pair : different) {
            Comparing compared = pair.comparing();
            if (!pair.oneRecording() && compared.isTaken())
                taken.add(new Taken(pair.one(), pair.other(), compared.frames() / FRAMES_PER_SECOND, compared.best()));
        }
    }

    private PrintsResult result() {
        for (int frames : DRAWN) curves.add(curve(ALL, frames, judgedSame.get(frames), judgedDifferent.get(frames)));
        return new PrintsResult(List.copyOf(rows), List.copyOf(far), List.copyOf(taken), List.copyOf(curves));
    }

    private static Curve curve(String kind, int frames, List<Comparing> same, List<Comparing> different) {
        return Curve.of(kind, frames / FRAMES_PER_SECOND, PrintsRow.best(same), PrintsRow.best(different));
    }
}
