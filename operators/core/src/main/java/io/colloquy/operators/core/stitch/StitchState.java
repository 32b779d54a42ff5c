package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.state.Keys;
import io.colloquy.operators.core.state.OccupiedBuckets;
import io.colloquy.operators.core.state.StateCodec;
import io.colloquy.operators.core.state.StateSpec;
import io.colloquy.operators.core.state.StateStore;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import java.time.Duration;
import java.util.List;

/**
 * What stitching remembers of one stream. Entries live until the horizon has passed them, except for what waits, the
 * progress and the audio.
 *
 * @param parts that arrived
 * @param slots where parts lie, see {@link PartIndex}
 * @param occupied which buckets of time hold parts
 * @param matches takes in which one sound was found, by the buckets in which they start
 * @param audio at the open ends of parts. It may be gone at any time, since it can be recalled
 * @param restated sources that repeats gave to chunks
 * @param waiting utterances whose patience ends, by deadline
 * @param progress one entry
 */
public record StitchState(
        Entries<PartId, PartEntry> parts,
        Entries<Long, List<PartPosition>> slots,
        Entries<Long, Long> occupied,
        Entries<Long, List<Match>> matches,
        Entries<PartId, EdgeAudio> audio,
        Entries<ChunkKey, Source> restated,
        Entries<Long, List<WaitingUtterance>> waiting,
        Entries<String, StitchProgress> progress) {
    private static final String ONLY = "";

    private static final StateSpec<PartId, PartEntry> PARTS =
            StateSpec.of("parts", Keys.PART, StateCodec.of("part-entry", new PartEntryLayout()));
    private static final StateSpec<Long, List<PartPosition>> SLOTS =
            StateSpec.of("slots", Keys.NUMBER, StateCodec.of("part-positions", new PartPositionLayout().list()));

    private static final StateSpec<Long, List<Match>> MATCHES =
            StateSpec.of("matches", Keys.NUMBER, StateCodec.of("matches", new MatchLayout().list()));
    /**
     * Parts of an upload follow each other within minutes. For a part that comes later, its neighbour's audio is
     * recalled.
     */
    public static final Duration AUDIO_KEPT = Duration.ofMinutes(10);
    /** Audio at open ends that does not fit on the heap. */
    public static final StateSpec<PartId, EdgeAudio> AUDIO = StateSpec.of(
                    "edge-audio", Keys.PART, StateCodec.of("edge-audio", new EdgeAudioLayout()))
            .expiringAfter(AUDIO_KEPT);

    private static final StateSpec<ChunkKey, Source> RESTATED =
            StateSpec.of("restated", Keys.CHUNK, StateCodec.of("source", CommonLayouts.SOURCE));
    private static final StateSpec<Long, List<WaitingUtterance>> WAITING = StateSpec.of(
            "waiting", Keys.NUMBER, StateCodec.of("waiting-utterances", new WaitingUtteranceLayout().list()));
    private static final StateSpec<String, StitchProgress> PROGRESS =
            StateSpec.of("progress", Keys.TEXT, StateCodec.of("stitch-progress", new StitchProgressLayout()));

    /** Everything that a savepoint holds of it. */
    public static final List<StateSpec<?, ?>> STATES =
            List.of(PARTS, SLOTS, OccupiedBuckets.STATE, MATCHES, AUDIO, RESTATED, WAITING, PROGRESS);

    /** @param audio where the audio at open ends is kept */
    public static StitchState open(StateStore store, Entries<PartId, EdgeAudio> audio) {
        return new StitchState(
                store.open(PARTS),
                store.open(SLOTS),
                store.open(OccupiedBuckets.STATE),
                store.open(MATCHES),
                audio,
                store.open(RESTATED),
                store.open(WAITING),
                store.open(PROGRESS));
    }

    StitchProgress currentProgress() {
        return progress.get(ONLY, StitchProgress.NONE);
    }

    void putProgress(StitchProgress now) {
        progress.put(ONLY, now);
    }
}
