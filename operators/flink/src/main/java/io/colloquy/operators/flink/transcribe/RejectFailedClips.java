package io.colloquy.operators.flink.transcribe;

import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.deadletter.RejectedRecord.InKafka;
import io.colloquy.operators.core.deadletter.RejectedRecord.Stage;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Rejection;
import io.colloquy.schemas.Rejection.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Rejects the records of a clip that could not be transcribed: the models failed on it, or Kafka no longer holds its
 * audio. An async operator has no side outputs to do it by.
 */
public final class RejectFailedClips extends ProcessFunction<ClipResult, RejectedRecord> {

    @Override
    public void processElement(ClipResult clip, Context context, Collector<RejectedRecord> out) {
        if (clip.failure() == null) return;
        Instant start = Instant.EPOCH.plus(clip.start(), ChronoUnit.MICROS);
        String detail = "the clip at " + start + " could not be transcribed: " + clip.failure();
        Rejection rejection = Rejection.of(Reason.INFERENCE_FAILED, detail);
        long now = context.timerService().currentProcessingTime();
        for (Origin origin : clip.origins()) {
            out.collect(new RejectedRecord(new InKafka(clip.stream(), origin), rejection, Stage.TRANSCRIBE, now));
        }
    }
}
