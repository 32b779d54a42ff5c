package io.colloquy.bench.assemble;

import io.colloquy.bench.load.Diary;
import io.colloquy.operators.core.decode.AudioPart;
import java.util.Map;

/** How much state an hour of conversation leaves behind once it has settled. */
final class StateSize {
    private static final long START = 1_780_000_200_000L;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long NOW = START + 100 * HOUR_MILLIS;

    private StateSize() {}

    /**
     * What was found.
     *
     * @param bytes of keys and values, by operator and state
     * @param spokenMillis of the hour
     */
    record Measured(Map<String, Long> bytes, int utterances, long spokenMillis) {}

    static Measured measure() throws Exception {
        Diary diary = new Diary("device", 1).talk(START, START + HOUR_MILLIS);
        long now = NOW;
        try (Chain chain = Chain.direct(now, revision -> {})) {
            int offset = 0;
            for (long at = START; at < START + HOUR_MILLIS; at += Diary.CHUNK_MILLIS) {
                AudioPart part = diary.chunk(at, Diary.CHUNK_MILLIS, offset++);
                chain.accept(part);
                chain.advanceTo(now += 1_000);
            }
            for (int minute = 0; minute < 45; minute++) chain.advanceTo(now += 60_000);
            return new Measured(chain.savepointBytes(), diary.utterances(), diary.spokenMillis());
        }
    }
}
