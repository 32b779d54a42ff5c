package io.colloquy.operators.flink.transcribe;

import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.api.SpeakerEmbedding;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has clips heard, many at a time, in whatever order they finish. After a restart it asks again for what was in flight:
 * an answer is a fact about a clip, and harmless twice. A failure is an answer too, unless the models fail on everything:
 * then the job fails, restarts and asks again, so that no passing fault marks what was said as lost.
 */
public final class TranscribeFunction extends RichAsyncFunction<ClipRequest, ClipResult> {
    private static final Logger LOG = LoggerFactory.getLogger(TranscribeFunction.class);

    private static final byte[] SILENCE = new byte[2 * Timeline.SAMPLE_RATE];

    private final SpeechProvider speech;
    private transient Transcriber hearer;
    private transient Counter failures;

    public TranscribeFunction(SpeechProvider speech) {
        this.speech = speech;
    }

    @Override
    public void open(OpenContext context) {
        hearer = speech.hearer();
        failures = getRuntimeContext().getMetricGroup().counter("clipsFailed");
    }

    @Override
    public void asyncInvoke(ClipRequest request, ResultFuture<ClipResult> result) {
        if (request.lost() != null) {
            result.complete(List.of(failed(request, request.lost())));
            return;
        }
        hearer.hear(request.pcm()).whenComplete((hearing, error) -> {
            if (error == null) result.complete(List.of(heard(request, hearing)));
            else blame(request, error, result);
        });
    }

    /** Is it the clip, or the models? They are asked about silence. */
    private void blame(ClipRequest request, Throwable error, ResultFuture<ClipResult> result) {
        hearer.hear(SILENCE).whenComplete((hearing, modelsFail) -> {
            if (modelsFail == null) {
                LOG.warn("{} failed", request, error);
                result.complete(List.of(failed(request, String.valueOf(error.getMessage()))));
            } else {
                result.completeExceptionally(modelsFail);
            }
        });
    }

    private ClipResult heard(ClipRequest request, Transcription hearing) {
        return new ClipResult(
                request.stream(),
                request.take(),
                request.start(),
                hearer.model(),
                hearing.words(),
                hearing.voiceprint(),
                null);
    }

    private ClipResult failed(ClipRequest request, String why) {
        failures.inc();
        return new ClipResult(
                request.stream(),
                request.take(),
                request.start(),
                request.origins(),
                hearer.model(),
                List.of(),
                SpeakerEmbedding.NONE,
                why);
    }

    @Override
    public void close() {
        if (hearer != null) hearer.close();
    }
}
