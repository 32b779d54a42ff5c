package io.colloquy.proof.cluster;

import io.colloquy.connectors.flink.AudioChunkSource;
import io.colloquy.connectors.flink.DeadLetterSink;
import io.colloquy.connectors.flink.EpochStamp;
import io.colloquy.connectors.flink.PostgresSink;
import io.colloquy.connectors.flink.PostgresSinkSettings;
import io.colloquy.jobs.ConversationJob;
import io.colloquy.jobs.ConversationJob.Outputs;
import io.colloquy.jobs.ConversationJob.Resources;
import io.colloquy.jobs.ConversationJob.Rules;
import io.colloquy.jobs.JobSettings;
import io.colloquy.jobs.StoredRecords;
import io.colloquy.operators.core.SpeechProvider;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job between Kafka and Postgres as in the product, but with other models, and without events. */
public final class StandInJob {
    private StandInJob() {}

    /** Reads the topic of chunks. */
    public static Outputs define(StreamExecutionEnvironment environment, JobSettings settings, SpeechProvider models) {
        return ConversationJob.define(
                environment,
                AudioChunkSource.source(settings.kafka()),
                new Rules(settings.decode(), settings.stitch(), settings.assemble()),
                new Resources(models, new StoredRecords(settings.kafka())));
    }

    /** Writes the tables and the topic of dead letters. */
    public static void store(Outputs outputs, JobSettings settings) {
        PostgresSinkSettings storing =
                PostgresSinkSettings.of(settings.assemble().definition());
        outputs.deadLetters().sinkTo(DeadLetterSink.sink(settings.kafka())).uid("dead-letters");
        outputs.revisions()
                .map(new EpochStamp(settings.postgres(), storing))
                .uid("stamp")
                .sinkTo(new PostgresSink(settings.postgres(), storing))
                .uid("store");
    }
}
