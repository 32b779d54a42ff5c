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
 * Has clips transcribed, many at a time, in whatever order they finish. After a restart it asks again for what was in
 * flight: a result is a fact about a clip, and harmless twice. A failure on a clip is a result, too. But if the models
 * fail on silence as well, the job fails, restarts and asks again: no passing fault must mark speech as lost.
 */
public final class TranscribeFunction extends RichAsyncFunction<ClipRequest, ClipResult> {
    private static final Logger LOG = LoggerFactory.getLogger(TranscribeFunction.class);

    private static final byte[] SILENCE = new byte[2 * Timeline.SAMPLE_RATE];

    private final SpeechProvider speech;
    private transient Transcriber transcriber;
    private transient Counter failures;

    public TranscribeFunction(SpeechProvider speech) {
        this.speech = speech;
    }

    @Override
    public void open(OpenContext context) {
        transcriber = speech.transcriber();
        failures = getRuntimeContext().getMetricGroup().counter("clipsFailed");
    }

    @Override
    public void asyncInvoke(ClipRequest request, ResultFuture<ClipResult> result) {
        if (request.lost() != null) {
            result.complete(List.of(failed(request, request.lost())));
            return;
        }
        transcriber.transcribe(request.pcm()).whenComplete((transcription, error) -> {
            if (error == null) result.complete(List.of(result(request, transcription)));
            else blame(request, error, result);
        });
    }

    /** Is it the clip, or the models? They are asked about silence. */
    private void blame(ClipRequest request, Throwable error, ResultFuture<ClipResult> result) {
        transcriber.transcribe(SILENCE).whenComplete((transcription, modelsFail) -> {
            if (modelsFail == null) {
                LOG.warn("{} failed", request, error);
                result.complete(List.of(failed(request, String.valueOf(error.getMessage()))));
            } else {
                result.completeExceptionally(modelsFail);
            }
        });
    }

    private ClipResult result(ClipRequest request, Transcription transcription) {
        return new ClipResult(
                request.stream(),
                request.clipId(),
                request.start(),
                transcriber.model(),
                transcription.words(),
                transcription.embedding(),
                null);
    }

    private ClipResult failed(ClipRequest request, String why) {
        failures.inc();
        return new ClipResult(
                request.stream(),
                request.clipId(),
                request.start(),
                request.origins(),
                transcriber.model(),
                List.of(),
                SpeakerEmbedding.NONE,
                why);
    }

    @Override
    public void close() {
        if (transcriber != null) transcriber.close();
    }
}
