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
    private final Entries<Long, List<ClipTranscript>> entries;
    private final Map<Long, List<ClipTranscript>> read = new HashMap<>();

    ClipTranscripts(AssembleState state) {
        entries = state.transcripts();
    }

    /** Null if the models have not answered yet. */
    ClipTranscript to(StitchedUtterance utterance) {
        return to(utterance.clipId(), utterance.clipStart());
    }

    /** @param clipStart µs since the epoch */
    ClipTranscript to(Digest clipId, long clipStart) {
        for (ClipTranscript transcript : transcriptsOf(Minutes.of(clipStart)))
            if (transcript.clipId().equals(clipId)) return transcript;
        return null;
    }

    /** Adds a transcript, or replaces the known one. */
    void put(long clipStart, ClipTranscript transcript) {
        long minute = Minutes.of(clipStart);
        List<ClipTranscript> transcripts = new ArrayList<>(transcriptsOf(minute));
        transcripts.removeIf(known -> known.clipId().equals(transcript.clipId()));
        transcripts.add(transcript);
        read.put(minute, transcripts);
        entries.put(minute, transcripts);
    }

    private List<ClipTranscript> transcriptsOf(long minute) {
        return read.computeIfAbsent(minute, m -> entries.get(m, List.of()));
    }

    /**
     * The last bucket in which an utterance may start that has this clip. The transcript is forgotten with it.
     *
     * @param reachMicros how far after its clip an utterance may start
     */
    static long lastBucket(long clipStart, long reachMicros) {
        return lastBucketOfMinute(Minutes.of(clipStart), reachMicros);
    }

    private static long lastBucketOfMinute(long minute, long reachMicros) {
        return Timeline.bucket((minute + 1) * Minutes.MICROS + reachMicros);
    }

    /** Forgets the transcripts whose last bucket this is. */
    void forget(long bucket, long reachMicros) {
        long minute = Minutes.of(bucket * Timeline.BUCKET_MICROS - reachMicros) - 1;
        for (; lastBucketOfMinute(minute, reachMicros) <= bucket; minute++) {
            if (lastBucketOfMinute(minute, reachMicros) == bucket) entries.put(minute, null);
        }
    }
}
