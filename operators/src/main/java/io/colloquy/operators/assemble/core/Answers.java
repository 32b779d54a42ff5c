package io.colloquy.operators.assemble.core;

import io.colloquy.operators.state.core.Entries;
import io.colloquy.operators.stitch.LiveUtterance;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the models made of the clips, in {@link Slots} of where these start, each read once: to be made for a step. A
 * clip's start is part of what its take names, so an answer is found by whatever utterance it was heard for.
 */
final class Answers {
    private final Entries<Long, List<Answer>> slots;
    private final Map<Long, List<Answer>> read = new HashMap<>();

    Answers(AssembleState state) {
        slots = state.answers();
    }

    /** Null where the models have not said anything yet. */
    Answer to(LiveUtterance utterance) {
        return to(utterance.take(), utterance.clipStart());
    }

    /** @param clipStart µs since the epoch */
    Answer to(Digest take, long clipStart) {
        for (Answer answer : slot(Slots.of(clipStart))) if (answer.take().equals(take)) return answer;
        return null;
    }

    /** Adds an answer, or replaces the one that was known. */
    void put(long clipStart, Answer answer) {
        long slot = Slots.of(clipStart);
        List<Answer> answers = new ArrayList<>(slot(slot));
        answers.removeIf(known -> known.take().equals(answer.take()));
        answers.add(answer);
        read.put(slot, answers);
        slots.put(slot, answers);
    }

    private List<Answer> slot(long slot) {
        return read.computeIfAbsent(slot, s -> slots.get(s, List.of()));
    }

    /**
     * The bucket with which an answer is forgotten.
     *
     * @param reachMicros how far after its clip's an utterance may start
     */
    static long lastBucket(long clipStart, long reachMicros) {
        return lastBucketOfSlot(Slots.of(clipStart), reachMicros);
    }

    private static long lastBucketOfSlot(long slot, long reachMicros) {
        return Timeline.bucket((slot + 1) * Slots.MICROS + reachMicros);
    }

    /** Forgets the answers that end with a bucket. */
    void forget(long bucket, long reachMicros) {
        long slot = Slots.of(bucket * Timeline.BUCKET_MICROS - reachMicros) - 1;
        for (; lastBucketOfSlot(slot, reachMicros) <= bucket; slot++) {
            if (lastBucketOfSlot(slot, reachMicros) == bucket) slots.put(slot, null);
        }
    }
}
