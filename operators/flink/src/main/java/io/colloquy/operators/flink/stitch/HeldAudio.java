package io.colloquy.operators.flink.stitch;

import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.stitch.EdgeAudio;
import io.colloquy.operators.flink.state.StreamContext;
import io.colloquy.operators.flink.state.StreamKey;
import io.colloquy.schemas.PartId;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Audio at the open ends of parts. The next chunk of an upload comes moments later and needs it. So it is held on the
 * heap, as much as fits; only the rest is written to state. A restart loses what was held on the heap. Then it is
 * recalled, like any audio that is kept no longer.
 */
final class HeldAudio implements Entries<PartId, EdgeAudio> {
    private final StreamContext context;
    private final Entries<PartId, EdgeAudio> state;
    private final Limits limits;
    private final Map<StreamKey, Held> held = new LinkedHashMap<>();
    private long bytes;
    private long now;

    /**
     * @param bytes the most that is held
     * @param kept the longest time for which it is held
     */
    record Limits(long bytes, Duration kept) {}

    private record Held(EdgeAudio audio, long since) {}

    HeldAudio(StreamContext context, Entries<PartId, EdgeAudio> state, Limits limits) {
        this.context = context;
        this.state = state;
        this.limits = limits;
    }

    /**
     * Forgets what was held for too long.
     *
     * @param time ms since the epoch
     */
    void advanceTo(long time) {
        now = time;
        forgetOld();
    }

    @Override
    public EdgeAudio get(PartId part) {
        Held found = held.get(new StreamKey(context.stream(), part));
        return found != null ? found.audio : state.get(part);
    }

    @Override
    public void put(PartId part, EdgeAudio audio) {
        StreamKey key = new StreamKey(context.stream(), part);
        boolean wasHeld = release(key);
        if (audio != null && bytes + audio.bytes() <= limits.bytes) {
            held.put(key, new Held(audio, now));
            bytes += audio.bytes();
        } else if (audio != null || !wasHeld) {
            state.put(part, audio);
        }
    }

    private boolean release(StreamKey key) {
        Held was = held.remove(key);
        if (was != null) bytes -= was.audio.bytes();
        return was != null;
    }

    private void forgetOld() {
        Iterator<Held> oldest = held.values().iterator();
        while (oldest.hasNext()) {
            Held next = oldest.next();
            if (now - next.since < limits.kept.toMillis()) return;
            bytes -= next.audio.bytes();
            oldest.remove();
        }
    }
}
