package io.colloquy.operators.stitch;

import io.colloquy.operators.detect.DetectedPart;
import io.colloquy.schemas.StreamId;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What the stitching operator takes in; exactly one of the two is given. */
@TypeInfo(StitchEventForm.class)
public record StitchEvent(StreamId stream, DetectedPart detected, SourceRestated restated) {

    public static StitchEvent of(DetectedPart detected) {
        return new StitchEvent(detected.part().stream(), detected, null);
    }

    public static StitchEvent of(StreamId stream, SourceRestated restated) {
        return new StitchEvent(stream, null, restated);
    }
}
