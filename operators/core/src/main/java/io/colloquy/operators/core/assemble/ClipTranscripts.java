package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the models made of clips, by the {@link Minutes} in which the clips start. Each minute is read once, so make one
 * of these for each step. A clip id stands for the clip's start, too: so every utterance with that clip finds the
 * transcript.
 */
final class ClipTranscripts {
    private final Entries<Long, List<ClipTranscript>> slots;
    private final Map<Long, List<ClipTranscript>> read = new HashMap<>();

    ClipTranscripts(AssembleState state) {
        slots = state.transcripts();
    }

    /** Null if the models have not answered yet. */
    ClipTranscript to(StitchedUtterance utterance) {
        return to(utterance.clipId(), utterance.clipStart());
    }

    /** @param clipStart µs since the epoch */
    ClipTranscript to(Digest clipId, long clipStart) {
        for (ClipTranscript transcript : slot(Minutes.of(clipStart)))
            if (transcript.clipId().equals(clipId)) return transcript;
        return null;
    }

    /** Adds a transcript, or replaces the known one. */
    void put(long clipStart, ClipTranscript transcript) {
        long slot = Minutes.of(clipStart);
        List<ClipTranscript> transcripts = new ArrayList<>(slot(slot));
        transcripts.removeIf(known -> known.clipId().equals(transcript.clipId()));
        transcripts.add(transcript);
        read.put(slot, transcripts);
        slots.put(slot, transcripts);
    }

    private List<ClipTranscript> slot(long slot) {
        return read.computeIfAbsent(slot, s -> slots.get(s, List.of()));
    }

    /**
     * The last bucket in which an utterance may start that has this clip. The transcript is forgotten with it.
     *
     * @param reachMicros how far after its clip an utterance may start
     */
    static long lastBucket(long clipStart, long reachMicros) {
        return lastBucketOfSlot(Minutes.of(clipStart), reachMicros);
    }

    private static long lastBucketOfSlot(long slot, long reachMicros) {
        return Timeline.bucket((slot + 1) * Minutes.MICROS + reachMicros);
    }

    /** Forgets the transcripts whose last bucket this is. */
    void forget(long bucket, long reachMicros) {
        long slot = Minutes.of(bucket * Timeline.BUCKET_MICROS - reachMicros) - 1;
        for (; lastBucketOfSlot(slot, reachMicros) <= bucket; slot++) {
            if (lastBucketOfSlot(slot, reachMicros) == bucket) slots.put(slot, null);
        }
    }
}
