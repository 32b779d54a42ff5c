package io.colloquy.bench.arrival;

import io.colloquy.bench.arrival.Ear.ModelTime;
import io.colloquy.demo.scoring.PartitionScore;
import io.colloquy.demo.scoring.Truth;
import io.colloquy.demo.scoring.WordErrorRate;

/**
 * What became of a delivery. Seconds to the tenth.
 *
 * @param log who made the log
 * @param expected conversations
 * @param found conversations
 * @param exact of the expected ones, those that were found with their bounds and nothing else in them
 * @param speechSeconds that were said
 * @param lostSeconds of these that no row tells of
 * @param twiceSeconds of these that several rows tell of
 * @param wordErrors words that were left out, put in, taken for others or told again, in the order in which they were said
 * @param words that were said
 * @param heardSeconds sound of which the models were to find words and voice
 * @param modelSeconds processor time of the models
 */
public record ArrivalScore(
        String delivery,
        String log,
        int expected,
        int found,
        int exact,
        double speechSeconds,
        double lostSeconds,
        double twiceSeconds,
        int wordErrors,
        int words,
        double heardSeconds,
        double modelSeconds) {

    /** Of a hundred seconds a quarter, and as much of a hundred words. */
    private static final double ROUGHLY = 0.0025;

    static ArrivalScore of(DeliveryPlan plan, String log, ConversationLog made, ModelTime spent) {
        PartitionScore parts = PartitionScore.of(plan.told(), made.conversations());
        WordErrorRate errors = WordErrorRate.of(Truth.of(plan.recorded()), made.asRecorded());
        Coverage coverage = Coverage.of(plan.recorded(), made.utterances());
        return new ArrivalScore(
                plan.name(),
                log,
                parts.expected(),
                parts.found(),
                parts.exact(),
                tenths(coverage.speechSeconds()),
                tenths(coverage.lostSeconds()),
                tenths(coverage.twiceSeconds()),
                errors.errors(),
                errors.words(),
                tenths(spent.heardSeconds()),
                tenths(spent.modelSeconds()));
    }

    /** Whether it is as good as the other, or better, but for what depends on where exactly an utterance is cut. */
    boolean asGoodAs(ArrivalScore other) {
        return exact >= other.exact
                && lostSeconds <= other.lostSeconds + ROUGHLY * speechSeconds
                && twiceSeconds <= other.twiceSeconds + ROUGHLY * speechSeconds
                && wordErrors <= other.wordErrors + ROUGHLY * words;
    }

    private static double tenths(double value) {
        return Math.round(10 * value) / 10.0;
    }

    /** Words that are wrong, of a hundred. */
    double wordErrorPercent() {
        return 100.0 * wordErrors / words;
    }
}
