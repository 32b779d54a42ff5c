package io.colloquy.operators.flink.transcribe;

import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.operators.flink.inference.PendingSince;
import io.colloquy.operators.flink.inference.TaskFaults;
import io.colloquy.operators.flink.inference.TaskHost;
import io.colloquy.speech.api.SpeakerEmbedding;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has clips transcribed, many at a time, in whatever order they finish. After a restart it asks again for what was in
 * flight: a result is a fact about a clip, and harmless twice. That the models fail on a clip is a result, too. Where
 * the fault is not the clip's, the task fails and asks again: no passing fault must mark speech as lost.
 */
public final class TranscribeFunction extends RichAsyncFunction<ClipRequest, ClipResult> {
    private static final Logger LOG = LoggerFactory.getLogger(TranscribeFunction.class);

    private final SpeechProvider speech;
    private transient Transcriber transcriber;
    private transient Counter failures;
    private transient PendingSince pending;

    public TranscribeFunction(SpeechProvider speech) {
        this.speech = speech;
    }

    @Override
    public void open(OpenContext context) {
        SpeechProvider here = speech.on(TaskHost.of(getRuntimeContext()));
        transcriber = TaskFaults.loading(here::transcriber);
        failures = getRuntimeContext().getMetricGroup().counter("clipsFailed", new ThreadSafeSimpleCounter());
        pending = PendingSince.in(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void asyncInvoke(ClipRequest request, ResultFuture<ClipResult> result) {
        if (request.lost() != null) {
            result.complete(List.of(failed(request, request.lost())));
            return;
        }
        long began = pending.begin();
        transcriber.transcribe(request.pcm()).whenComplete((transcription, error) -> {
            pending.end(began);
            if (error == null) result.complete(List.of(result(request, transcription)));
            else fail(request, error, result);
        });
    }

    private void fail(ClipRequest request, Throwable error, ResultFuture<ClipResult> result) {
        TaskFaults.ofOneItem(error)
                .ifPresentOrElse(
                        fault -> {
                            LOG.warn("{} failed", request, fault);
                            result.complete(List.of(failed(request, fault.getMessage())));
                        },
                        () -> result.completeExceptionally(TaskFaults.ofTheTask(error)));
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
