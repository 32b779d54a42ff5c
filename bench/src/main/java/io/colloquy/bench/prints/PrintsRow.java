package io.colloquy.bench.prints;

import io.colloquy.bench.prints.DifferentPairs.Pair;
import io.colloquy.operators.core.stitch.SameSound;
import java.util.List;

/**
 * What was found of one kind of sound, in stretches of one length. Shares of bits are from 0 to 1.
 *
 * @param looked whether the job looks at so little sound
 * @param judged whether it does, and the kind is one that can be told apart
 * @param same least and so on: of one sound in two recordings
 * @param different of two sounds, the greatest agreement within the drift
 * @param told of two sounds, the greatest within 0.1 s of one shift
 * @param sameTold of one sound, the same
 * @param oneRecording pairs that were left out, for the waveforms say that both files hold one recording
 * @param missedPercent of the same, by the rule that the job uses; of all where it does not look
 * @param takenPercent of the different ones, by the same rule
 */
public record PrintsRow(
        String kind,
        double seconds,
        boolean looked,
        boolean judged,
        Spread same,
        Spread different,
        Spread sameTold,
        Spread told,
        int oneRecording,
        double missedPercent,
        double takenPercent) {

    private static final double FRAMES_PER_SECOND = 50;

    /** A few quantiles. */
    public record Spread(int pairs, double least, double p1, double median, double p99, double p999, double most) {
        static Spread of(Agreements values) {
            return new Spread(
                    values.count(),
                    values.least(),
                    values.quantile(0.01),
                    values.quantile(0.5),
                    values.quantile(0.99),
                    values.quantile(0.999),
                    values.most());
        }
    }

    /** @param apart whether the kind is counted apart */
    static PrintsRow of(String kind, boolean apart, int frames, List<Comparing> same, List<Pair> pairs) {
        List<Comparing> different = pairs.stream()
                .filter(pair -> !pair.oneRecording())
                .map(Pair::comparing)
                .toList();
        boolean isLooked = frames >= SameSound.LEAST_FRAMES;
        return new PrintsRow(
                kind,
                frames / FRAMES_PER_SECOND,
                isLooked,
                isLooked && !apart,
                Spread.of(best(same)),
                Spread.of(best(different)),
                Spread.of(told(same)),
                Spread.of(told(different)),
                pairs.size() - different.size(),
                percent(same.stream().filter(pair -> !pair.isFoundInPlace()).count(), same.size()),
                percent(different.stream().filter(Comparing::isTaken).count(), different.size()));
    }

    static Agreements best(List<Comparing> pairs) {
        return new Agreements(pairs.stream().map(Comparing::best).toList());
    }

    private static Agreements told(List<Comparing> pairs) {
        return new Agreements(pairs.stream().map(Comparing::told).toList());
    }

    private static double percent(long some, int all) {
        return all == 0 ? 0 : 100.0 * some / all;
    }
}
