package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.assemble.DayAccount.Fate;
import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.stitch.UtteranceChange.AnalysedPart;
import io.colloquy.operators.core.stitch.UtteranceChange.HiddenChange;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Timeline;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Keeps the accounts. Each received millisecond has exactly one fate, and is moved when that changes. */
final class Ledger {
    private final AssembleState state;
    private final Horizon horizon;
    private final ClipTranscripts transcripts;
    private final TreeSet<Long> changed = new TreeSet<>();

    Ledger(AssembleState state, Horizon horizon, ClipTranscripts transcripts) {
        this.state = state;
        this.horizon = horizon;
        this.transcripts = transcripts;
    }

    /** The days whose accounts are to be published: they changed, or were marked. */
    TreeSet<Long> changed() {
        return changed;
    }

    /** Has the account of a day published again, if there is one. */
    void mark(long day) {
        if (!state.account(day).equals(DayAccount.EMPTY)) changed.add(day);
    }

    void enter(AccountEntry account) {
        update(account.day(), day -> day.plus(account));
    }

    /** What shows of an utterance has the utterance's fate. All else is silent, or hidden. */
    void enter(UtteranceChange change) {
        AnalysedPart part = change.analysed();
        if (part != null) {
            move(new Slice(part.id(), 0, part.samples()), Fate.PENDING, part.failed() ? Fate.FAILED : Fate.SILENCE);
        }
        for (StitchedUtterance utterance : change.removed()) {
            move(utterance, fate(transcripts.to(utterance)), Fate.SILENCE);
        }
        for (HiddenChange hidden : change.hidden()) {
            move(hidden.part(), hidden.hidden(), Fate.SILENCE, Fate.DUPLICATE);
            move(hidden.part(), hidden.cleared(), Fate.DUPLICATE, Fate.SILENCE);
        }
        for (StitchedUtterance utterance : change.added()) {
            move(utterance, Fate.SILENCE, fate(transcripts.to(utterance)));
        }
    }

    /**
     * A transcript of an utterance replaces an earlier one, or none.
     *
     * @param before null if there was none
     */
    void enter(StitchedUtterance utterance, ClipTranscript before, ClipTranscript now) {
        move(utterance, fate(before), fate(now));
    }

    private static Fate fate(ClipTranscript transcript) {
        if (transcript == null) return Fate.PENDING;
        if (transcript.failed()) return Fate.FAILED;
        return transcript.words().isEmpty() ? Fate.SILENCE : Fate.SPEECH;
    }

    private void move(StitchedUtterance utterance, Fate from, Fate to) {
        if (from == to) return;
        for (Slice slice : utterance.shown()) move(slice, from, to);
    }

    private void move(PartId part, Intervals samples, Fate from, Fate to) {
        for (int i = 0; i < samples.count(); i++) move(new Slice(part, samples.from(i), samples.to(i)), from, to);
    }

    private void move(Slice slice, Fate from, Fate to) {
        long ms = Timeline.millisWithin(slice.from(), slice.to());
        update(Timeline.day(slice.part().chunk().start()), day -> day.move(ms, from, to));
    }

    /** Changes an account. If that of the day has ended, the first account that has not is changed instead. */
    private void update(long onDay, UnaryOperator<DayAccount> change) {
        long day = horizon.openDay(onDay);
        horizon.occupyDay(day);
        state.accounts().put(day, change.apply(state.account(day)));
        changed.add(day);
    }
}
