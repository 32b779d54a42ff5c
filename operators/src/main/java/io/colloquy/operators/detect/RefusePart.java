package io.colloquy.operators.detect;

import io.colloquy.operators.decode.Part;
import io.colloquy.operators.refuse.Refusal;
import io.colloquy.operators.stitch.StitchEvent;
import io.colloquy.schemas.RejectedRecord.Reason;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Refuses the record of a part on which voice activity failed. An async operator has no side outputs of its own. */
public final class RefusePart extends ProcessFunction<StitchEvent, Refusal> {
    private static final String STAGE = "detect-speech";

    @Override
    public void processElement(StitchEvent event, Context context, Collector<Refusal> out) {
        DetectedPart detected = event.detected();
        if (detected == null || detected.failure() == null) return;
        Part part = detected.part();
        String detail = "voice activity failed on part " + part.id().index() + ": " + detected.failure();
        long now = context.timerService().currentProcessingTime();
        out.collect(new Refusal(part.stream(), part.origin(), Reason.INFERENCE_FAILED, detail, STAGE, now));
    }
}
