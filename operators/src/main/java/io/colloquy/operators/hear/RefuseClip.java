package io.colloquy.operators.hear;

import io.colloquy.operators.refuse.Refusal;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RejectedRecord.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Refuses the records of a clip that the models could not hear. An async operator has no side outputs of its own. */
public final class RefuseClip extends ProcessFunction<Heard, Refusal> {
    private static final String STAGE = "hear";

    @Override
    public void processElement(Heard heard, Context context, Collector<Refusal> out) {
        if (heard.failure() == null) return;
        Instant start = Instant.EPOCH.plus(heard.start(), ChronoUnit.MICROS);
        String detail = "the models failed on the clip at " + start + ": " + heard.failure();
        long now = context.timerService().currentProcessingTime();
        for (Origin origin : heard.origins()) {
            out.collect(new Refusal(heard.stream(), origin, Reason.INFERENCE_FAILED, detail, STAGE, now));
        }
    }
}
