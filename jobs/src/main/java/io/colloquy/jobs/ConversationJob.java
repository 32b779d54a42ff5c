package io.colloquy.jobs;

import io.colloquy.connectors.flink.AudioChunkSource;
import io.colloquy.connectors.flink.ConversationEventSink;
import io.colloquy.connectors.flink.DeadLetterSink;
import io.colloquy.connectors.flink.EpochStamp;
import io.colloquy.connectors.flink.PostgresSink;
import io.colloquy.connectors.flink.PostgresSinkSettings;
import io.colloquy.connectors.kafka.ConversationEvents;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.operators.core.RecordProvider;
import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.operators.core.assemble.AssembleSettings;
import io.colloquy.operators.core.assemble.AssemblyInput;
import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.decode.DecodeSettings;
import io.colloquy.operators.core.registry.OperatorIds;
import io.colloquy.operators.core.registry.StateRegistry;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.StitchInput;
import io.colloquy.operators.core.stitch.StitchSettings;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.operators.flink.assemble.AssembleOperator;
import io.colloquy.operators.flink.deadletter.DeadLetterFunction;
import io.colloquy.operators.flink.decode.DecodeFunction;
import io.colloquy.operators.flink.deduplicate.DeduplicateFunction;
import io.colloquy.operators.flink.detect.DetectFunction;
import io.colloquy.operators.flink.recall.RecallFunction;
import io.colloquy.operators.flink.state.MessageTypes;
import io.colloquy.operators.flink.stitch.StitchFunction;
import io.colloquy.operators.flink.transcribe.RejectFailedClips;
import io.colloquy.operators.flink.transcribe.TranscribeFunction;
import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Revision;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * From audio chunks to conversations.
 *
 * <pre>
 *  read ─► decode ─► deduplicate ─► detect speech ─► stitch ── utterances ────────► assemble ─► stamp ─► store
 *            │            ├─────────── accounts ──────┼──────────────────────────────►│          └─► announce
 *            │            │                           ├─► recall ─► transcribe ──────►│
 *            ▼            ▼                           ▼                │
 *         rejected ─► rejected ─────────────────► rejected ───────► rejected ─► dead letters
 * </pre>
 *
 * Everything is keyed by stream. There are no watermarks: a device that uploads last Tuesday neither waits for the
 * others nor hurries them. Timers only decide when something is published, never what.
 */
public final class ConversationJob {
    /** A timeout here would fail the job for a backlog as much as for a model that hangs. */
    private static final long NO_TIMEOUT = 0;

    private ConversationJob() {}

    /** The job against real servers and models. */
    public static void define(StreamExecutionEnvironment environment, JobSettings settings) {
        KafkaSettings kafka = settings.kafka();
        PostgresSettings postgres = settings.postgres();
        PostgresSinkSettings storing =
                PostgresSinkSettings.of(settings.assemble().definition());
        Outputs outputs = define(
                environment,
                AudioChunkSource.source(kafka),
                new Rules(settings.decode(), settings.stitch(), settings.assemble(), settings.limits()),
                new Resources(new SharedModels(settings.models(), settings.inference()), new StoredRecords(kafka)));

        outputs.deadLetters
                .sinkTo(DeadLetterSink.sink(kafka))
                .uid(OperatorIds.DEAD_LETTERS)
                .name(OperatorIds.DEAD_LETTERS);
        SingleOutputStreamOperator<Revision> stamped =
                named(outputs.revisions.map(new EpochStamp(postgres, storing)), OperatorIds.STAMP);
        stamped.sinkTo(new PostgresSink(postgres, storing))
                .uid(OperatorIds.STORE)
                .name(OperatorIds.STORE);
        named(
                        stamped.flatMap(
                                (revision, out) ->
                                        ConversationEvents.of(revision).forEach(out::collect),
                                type(ConversationEvent.class)),
                        OperatorIds.EVENTS)
                .sinkTo(ConversationEventSink.sink(kafka))
                .uid(OperatorIds.ANNOUNCE)
                .name(OperatorIds.ANNOUNCE);
    }

    /** What leaves the job: what is true of conversations, and what could not be accepted. */
    public record Outputs(DataStream<Revision> revisions, DataStream<DeadLetter> deadLetters) {}

    /** What the operators go by. */
    public record Rules(
            DecodeSettings decoding, StitchSettings stitching, AssembleSettings assembling, JobLimits limits) {

        /** With limits that suit most. */
        public Rules(DecodeSettings decoding, StitchSettings stitching, AssembleSettings assembling) {
            this(decoding, stitching, assembling, JobLimits.DEFAULT);
        }
    }

    /** What the operators open where they run. */
    public record Resources(SpeechProvider speech, RecordProvider records) {}

    /** The job without its sinks. */
    public static Outputs define(
            StreamExecutionEnvironment environment, Source<RawRecord, ?, ?> source, Rules rules, Resources resources) {
        guard(environment);
        DataStream<RawRecord> records = named(
                environment.fromSource(source, WatermarkStrategy.noWatermarks(), OperatorIds.READ), OperatorIds.READ);

        SingleOutputStreamOperator<Arrival> decoded =
                named(records.process(new DecodeFunction(rules.decoding()), MessageTypes.ARRIVAL), OperatorIds.DECODE);

        SingleOutputStreamOperator<AudioPart> accepted = named(
                decoded.keyBy(Arrival::stream, MessageTypes.STREAM)
                        .process(new DeduplicateFunction(rules.assembling().horizon()), MessageTypes.PART),
                OperatorIds.DEDUPLICATE);

        SingleOutputStreamOperator<StitchInput> detected = named(
                // the window forgets what is beyond the horizon of what came: nothing may overtake
                AsyncDataStream.orderedWait(
                                accepted,
                                new DetectFunction(
                                        resources.speech(), rules.limits().detecting()),
                                NO_TIMEOUT,
                                TimeUnit.MILLISECONDS,
                                rules.limits().detecting())
                        .returns(MessageTypes.STITCH_INPUT),
                OperatorIds.DETECT);

        SingleOutputStreamOperator<UtteranceChange> utterances = named(
                detected.union(accepted.getSideOutput(DeduplicateFunction.RESTATED))
                        .keyBy(StitchInput::stream, MessageTypes.STREAM)
                        .process(new StitchFunction(rules.stitching()), MessageTypes.UTTERANCE_CHANGE),
                OperatorIds.STITCH);

        DataStream<ClipRequest> requests =
                utterances.getSideOutput(StitchFunction.REQUESTS).rebalance();
        SingleOutputStreamOperator<ClipRequest> clips = named(
                AsyncDataStream.unorderedWait(
                                requests,
                                new RecallFunction(resources.records(), rules.decoding()),
                                NO_TIMEOUT,
                                TimeUnit.MILLISECONDS,
                                rules.limits().recalling())
                        .returns(MessageTypes.CLIP_REQUEST),
                OperatorIds.RECALL);
        SingleOutputStreamOperator<ClipResult> results = named(
                AsyncDataStream.unorderedWait(
                                clips,
                                new TranscribeFunction(resources.speech()),
                                NO_TIMEOUT,
                                TimeUnit.MILLISECONDS,
                                rules.limits().transcribing())
                        .returns(MessageTypes.CLIP_RESULT),
                OperatorIds.TRANSCRIBE);

        DataStream<AssemblyInput> changes =
                named(utterances.map(AssemblyInput::of, MessageTypes.ASSEMBLY_INPUT), OperatorIds.UTTERANCES);
        DataStream<AssemblyInput> transcripts =
                named(results.map(AssemblyInput::of, MessageTypes.ASSEMBLY_INPUT), OperatorIds.RESULTS);
        DataStream<AssemblyInput> accounts = named(
                accepted.getSideOutput(DeduplicateFunction.ACCOUNTS)
                        .map(AssemblyInput::of, MessageTypes.ASSEMBLY_INPUT),
                OperatorIds.ACCOUNTS);
        SingleOutputStreamOperator<Revision> revisions = named(
                changes.union(transcripts, accounts)
                        .keyBy(AssemblyInput::stream, MessageTypes.STREAM)
                        .transform(
                                OperatorIds.ASSEMBLE,
                                type(Revision.class),
                                new AssembleOperator(
                                        rules.assembling(), rules.limits().clustering())),
                OperatorIds.ASSEMBLE);

        DataStream<RejectedRecord> rejected = decoded.getSideOutput(DecodeFunction.REJECTED)
                .union(
                        accepted.getSideOutput(DeduplicateFunction.REJECTED),
                        utterances.getSideOutput(StitchFunction.REJECTED),
                        named(
                                results.process(new RejectFailedClips(), MessageTypes.REJECTED_RECORD),
                                OperatorIds.REJECT_CLIPS));
        SingleOutputStreamOperator<DeadLetter> letters = named(
                AsyncDataStream.unorderedWait(
                        rejected,
                        new DeadLetterFunction(resources.records()),
                        NO_TIMEOUT,
                        TimeUnit.MILLISECONDS,
                        rules.limits().fetching()),
                OperatorIds.FETCH_REJECTED);

        return new Outputs(revisions, letters);
    }

    /**
     * What savepoints depend on is no matter of a cluster's configuration, which may be another next year. Nor is
     * whether a message is copied on its way to the next operator of the same task: here it need not be, for no
     * operator changes a message that it got or that it gave away.
     */
    private static void guard(StreamExecutionEnvironment environment) {
        environment.configure(new Configuration()
                .set(PipelineOptions.MAX_PARALLELISM, StateRegistry.MAX_PARALLELISM)
                .set(PipelineOptions.OBJECT_REUSE, true)
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(PipelineOptions.AUTO_GENERATE_UIDS, false));
    }

    private static <T> SingleOutputStreamOperator<T> named(SingleOutputStreamOperator<T> operator, String id) {
        return operator.uid(id).name(id);
    }

    private static <T> TypeInformation<T> type(Class<T> type) {
        return TypeInformation.of(type);
    }
}
