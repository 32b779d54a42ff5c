package io.colloquy.jobs;

import io.colloquy.connectors.KafkaSettings;
import io.colloquy.connectors.PostgresSettings;
import io.colloquy.connectors.kafka.AudioChunks;
import io.colloquy.connectors.kafka.ConversationEvents;
import io.colloquy.connectors.kafka.DeadLetters;
import io.colloquy.connectors.postgres.EpochStamp;
import io.colloquy.connectors.postgres.PostgresSink;
import io.colloquy.connectors.postgres.PostgresSinkSettings;
import io.colloquy.operators.RecordProvider;
import io.colloquy.operators.SpeechProvider;
import io.colloquy.operators.admit.AdmitFunction;
import io.colloquy.operators.assemble.AssembleFunction;
import io.colloquy.operators.assemble.AssembleSettings;
import io.colloquy.operators.assemble.AssemblyEvent;
import io.colloquy.operators.decode.Arrival;
import io.colloquy.operators.decode.DecodeFunction;
import io.colloquy.operators.decode.DecodeSettings;
import io.colloquy.operators.decode.Part;
import io.colloquy.operators.detect.DetectFunction;
import io.colloquy.operators.hear.HearFunction;
import io.colloquy.operators.hear.Heard;
import io.colloquy.operators.hear.RefuseClip;
import io.colloquy.operators.recall.RecallFunction;
import io.colloquy.operators.refuse.Refusal;
import io.colloquy.operators.refuse.RefuseFunction;
import io.colloquy.operators.stitch.HearRequest;
import io.colloquy.operators.stitch.LiveChange;
import io.colloquy.operators.stitch.StitchEvent;
import io.colloquy.operators.stitch.StitchFunction;
import io.colloquy.operators.stitch.StitchSettings;
import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
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
 *  read ─► decode ─► admit ──► detect speech ─► stitch ──── live set ────────► assemble ─► stamp ─► store
 *            │         ├───────── accounts ───────┼───────────────────────────────►│          └─► announce
 *            │         │                          ├─► recall ─► hear ── results ──►│
 *            │         └──────► refuse ◄──────────┴──────────────┘
 *            ▼                    ▼
 *       dead letters ◄────────────┘
 * </pre>
 *
 * Everything is keyed by stream. There are no watermarks: a device that uploads last Tuesday neither waits for the
 * others nor hurries them. Timers only decide when something is published, never what.
 */
public final class ConversationJob {
    /** Parts of 960 KB that wait for voice activity, per subtask; a checkpoint holds them all. */
    private static final int DETECTING = 8;
    /** Clips that wait for the models, per subtask; a checkpoint holds them all. */
    private static final int HEARING = 64;
    /** Clips that wait for audio that is fetched again, per subtask. */
    private static final int RECALLING = 16;
    /** Refused records of up to 1 MB that are fetched again, per subtask. */
    private static final int REFUSING = 16;
    /** A timeout here would fail the job for a backlog as much as for a model that hangs. */
    private static final long NO_TIMEOUT = 0;
    /** The number of key groups that state is kept in: it can't change without losing what savepoints hold. */
    private static final int MAX_PARALLELISM = 128;

    private ConversationJob() {}

    /** The job against real servers and models. */
    public static void define(StreamExecutionEnvironment environment, JobSettings settings) {
        KafkaSettings kafka = settings.kafka();
        PostgresSettings postgres = settings.postgres();
        PostgresSinkSettings storing =
                PostgresSinkSettings.of(settings.assemble().definition());
        Outputs outputs = define(
                environment,
                AudioChunks.source(kafka),
                new Rules(settings.decode(), settings.stitch(), settings.assemble()),
                new Resources(new SharedModels(settings.models()), new StoredRecords(kafka)));

        outputs.deadLetters
                .sinkTo(DeadLetters.sink(kafka))
                .uid(OperatorIds.DEAD_LETTERS)
                .name(OperatorIds.DEAD_LETTERS);
        SingleOutputStreamOperator<Revision> stamped =
                named(outputs.revisions.map(new EpochStamp(postgres, storing.retryFor())), OperatorIds.STAMP);
        stamped.sinkTo(new PostgresSink(postgres, storing))
                .uid(OperatorIds.STORE)
                .name(OperatorIds.STORE);
        named(
                        stamped.flatMap(
                                (revision, out) ->
                                        ConversationEvents.of(revision).forEach(out::collect),
                                type(ConversationEvent.class)),
                        OperatorIds.EVENTS)
                .sinkTo(ConversationEvents.sink(kafka))
                .uid(OperatorIds.ANNOUNCE)
                .name(OperatorIds.ANNOUNCE);
    }

    /** What leaves the job: what is true of conversations, and what could not be accepted. */
    public record Outputs(DataStream<Revision> revisions, DataStream<DeadLetter> deadLetters) {}

    /** What the operators go by. */
    public record Rules(DecodeSettings decoding, StitchSettings stitching, AssembleSettings assembling) {}

    /** What the operators open where they run. */
    public record Resources(SpeechProvider speech, RecordProvider records) {}

    /** The job without its sinks. */
    public static Outputs define(
            StreamExecutionEnvironment environment, Source<RawRecord, ?, ?> source, Rules rules, Resources resources) {
        guard(environment);
        DataStream<RawRecord> records = named(
                environment.fromSource(source, WatermarkStrategy.noWatermarks(), OperatorIds.READ), OperatorIds.READ);

        SingleOutputStreamOperator<Arrival> decoded =
                named(records.process(new DecodeFunction(rules.decoding())), OperatorIds.DECODE);

        SingleOutputStreamOperator<Part> admitted = named(
                decoded.keyBy(Arrival::stream, type(StreamId.class))
                        .process(new AdmitFunction(rules.assembling().horizon())),
                OperatorIds.ADMIT);

        SingleOutputStreamOperator<StitchEvent> detected = named(
                // the window forgets what is beyond the horizon of what came: nothing may overtake
                AsyncDataStream.orderedWait(
                        admitted, new DetectFunction(resources.speech()), NO_TIMEOUT, TimeUnit.MILLISECONDS, DETECTING),
                OperatorIds.DETECT);

        SingleOutputStreamOperator<LiveChange> live = named(
                detected.union(admitted.getSideOutput(AdmitFunction.RESTATED))
                        .keyBy(StitchEvent::stream, type(StreamId.class))
                        .process(new StitchFunction(rules.stitching())),
                OperatorIds.STITCH);

        DataStream<HearRequest> requests =
                live.getSideOutput(StitchFunction.REQUESTS).rebalance();
        SingleOutputStreamOperator<HearRequest> clips = named(
                AsyncDataStream.unorderedWait(
                        requests,
                        new RecallFunction(resources.records(), rules.decoding()),
                        NO_TIMEOUT,
                        TimeUnit.MILLISECONDS,
                        RECALLING),
                OperatorIds.RECALL);
        SingleOutputStreamOperator<Heard> heard = named(
                AsyncDataStream.unorderedWait(
                        clips, new HearFunction(resources.speech()), NO_TIMEOUT, TimeUnit.MILLISECONDS, HEARING),
                OperatorIds.HEAR);

        DataStream<AssemblyEvent> changes = named(live.map(AssemblyEvent::of), OperatorIds.CHANGES);
        DataStream<AssemblyEvent> results = named(heard.map(AssemblyEvent::of), OperatorIds.RESULTS);
        DataStream<AssemblyEvent> accounts =
                named(admitted.getSideOutput(AdmitFunction.ACCOUNTS).map(AssemblyEvent::of), OperatorIds.ACCOUNTS);
        SingleOutputStreamOperator<Revision> revisions = named(
                changes.union(results, accounts)
                        .keyBy(AssemblyEvent::stream, type(StreamId.class))
                        .process(new AssembleFunction(rules.assembling())),
                OperatorIds.ASSEMBLE);

        DataStream<Refusal> refusals = admitted.getSideOutput(AdmitFunction.REFUSALS)
                .union(
                        live.getSideOutput(StitchFunction.REFUSALS),
                        named(heard.process(new RefuseClip()), OperatorIds.REFUSE_CLIP));
        SingleOutputStreamOperator<DeadLetter> refused = named(
                AsyncDataStream.unorderedWait(
                        refusals, new RefuseFunction(resources.records()), NO_TIMEOUT, TimeUnit.MILLISECONDS, REFUSING),
                OperatorIds.REFUSE);

        return new Outputs(
                revisions, decoded.getSideOutput(DecodeFunction.DEAD_LETTERS).union(refused));
    }

    /**
     * What savepoints depend on is no matter of a cluster's configuration, which may be another next year. Nor is whether
     * a message is copied on its way to the next operator of the same task: here it need not be, for no operator changes
     * a message that it got or that it gave away.
     */
    private static void guard(StreamExecutionEnvironment environment) {
        environment.configure(new Configuration()
                .set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM)
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
