package io.colloquy.operators.decode.core;

import io.colloquy.schemas.RejectedRecord;
import io.colloquy.schemas.RejectedRecord.Reason;
import io.colloquy.schemas.Timeline;

/** How long a chunk may be once decoded, in samples at 16 kHz. */
final class DurationLimits {
    /** 20 ms: the shortest packet that devices send; no model hears less. */
    static final int MIN_SAMPLES = Timeline.SAMPLE_RATE / 50;
    /** 10 min, 19 MB of PCM. */
    static final int MAX_SAMPLES = 600 * Timeline.SAMPLE_RATE;

    private DurationLimits() {}

    /** To be asked before memory is taken for so many samples. */
    static void requireNotTooLong(long samples) throws RejectedRecord {
        if (samples > MAX_SAMPLES) {
            throw RejectedRecord.of(Reason.TOO_LONG, "decodes to more than 10 min: send shorter chunks");
        }
    }

    static void requireNotTooShort(long samples) throws RejectedRecord {
        if (samples < MIN_SAMPLES) {
            throw RejectedRecord.of(
                    Reason.TOO_SHORT,
                    "decodes to " + samples * 1000 / Timeline.SAMPLE_RATE + " ms, at least 20 ms are needed");
        }
    }
}
