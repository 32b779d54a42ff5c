package io.colloquy.operators.flink.recall;

import io.colloquy.operators.core.RecordProvider;
import io.colloquy.operators.core.RecordProvider.Records;
import io.colloquy.operators.core.decode.ChunkDecoder;
import io.colloquy.operators.core.decode.DecodeSettings;
import io.colloquy.operators.core.recall.RecalledAudio;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.ClipRequest.MissingSlice;
import io.colloquy.operators.flink.decode.FileSystemAudioStore;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RecordGoneException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Gives clips the audio that state no longer keeps: it fetches the records from Kafka and decodes them again. Most
 * clips lack nothing and pass at once. If a record is gone, the clip is marked as lost. If Kafka can't be asked, the
 * job fails, restarts and asks again.
 */
public final class RecallFunction extends RichAsyncFunction<ClipRequest, ClipRequest> {
    private final RecordProvider provider;
    private final DecodeSettings settings;
    private transient Records records;
    private transient FileSystemAudioStore store;
    private transient RecalledAudio audio;
    private transient ExecutorService executor;
    private transient Counter recalled;

    public RecallFunction(RecordProvider provider, DecodeSettings settings) {
        this.provider = provider;
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        records = provider.open();
        store = new FileSystemAudioStore(settings);
        audio = new RecalledAudio(new ChunkDecoder(store));
        executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "recall-audio"));
        recalled = getRuntimeContext().getMetricGroup().counter("recalledRecords");
    }

    @Override
    public void asyncInvoke(ClipRequest request, ResultFuture<ClipRequest> result) {
        if (request.missing().isEmpty()) {
            result.complete(List.of(request));
            return;
        }
        fetch(request)
                .thenApplyAsync(found -> audio.complete(request, found), executor)
                .whenComplete((complete, error) -> {
                    if (error == null) result.complete(List.of(complete));
                    else result.completeExceptionally(error);
                });
    }

    /** The records of missing slices, without those that are gone. */
    private CompletableFuture<Map<Origin, RawRecord>> fetch(ClipRequest request) {
        Map<Origin, RawRecord> found = new ConcurrentHashMap<>();
        List<CompletableFuture<Void>> fetches = request.missing().stream()
                .map(MissingSlice::origin)
                .distinct()
                .map(origin -> fetch(origin, found))
                .toList();
        return CompletableFuture.allOf(fetches.toArray(CompletableFuture[]::new))
                .thenApply(done -> found);
    }

    private CompletableFuture<Void> fetch(Origin origin, Map<Origin, RawRecord> found) {
        recalled.inc();
        return records.fetch(origin).handle((record, error) -> {
            if (error == null) found.put(origin, record);
            else if (!(error instanceof RecordGoneException)) throw new CompletionException(error);
            return null;
        });
    }

    @Override
    public void close() {
        if (executor != null) executor.shutdownNow();
        if (records != null) records.close();
        if (store != null) store.close();
    }
}
