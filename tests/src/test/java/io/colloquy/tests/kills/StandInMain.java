package io.colloquy.tests.kills;

import io.colloquy.cli.Colloquy;
import io.colloquy.connectors.flink.AudioChunkSource;
import io.colloquy.connectors.flink.DeadLetterSink;
import io.colloquy.connectors.flink.EpochStamp;
import io.colloquy.connectors.flink.PostgresSink;
import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.connectors.postgres.PostgresSinkSettings;
import io.colloquy.jobs.ConversationJob;
import io.colloquy.jobs.ConversationJob.Resources;
import io.colloquy.jobs.ConversationJob.Rules;
import io.colloquy.jobs.JobSettings;
import io.colloquy.jobs.JobTopics;
import io.colloquy.jobs.StoredRecords;
import io.colloquy.local.Application;
import io.colloquy.local.UpCommand;
import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.api.VoiceActivityDetector;
import io.colloquy.tests.StandIn;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The command line with models whose answers are known, but take their time. */
public final class StandInMain {
    private StandInMain() {}

    public static void main(String[] args) {
        Application application = new Application(JobTopics::prepare, Migrations::apply, StandInMain::define);
        Colloquy.run(args, new UpCommand(application));
    }

    private static void define(StreamExecutionEnvironment environment, JobSettings settings) {
        store(
                ConversationJob.define(
                        environment,
                        AudioChunkSource.source(settings.kafka()),
                        new Rules(settings.decode(), settings.stitch(), settings.assemble()),
                        new Resources(new Slow(new StandIn()), new StoredRecords(settings.kafka()))),
                settings);
    }

    /** Where the product has it stored, but for events. */
    public static void store(ConversationJob.Outputs outputs, JobSettings settings) {
        PostgresSinkSettings storing =
                PostgresSinkSettings.of(settings.assemble().definition());
        outputs.deadLetters().sinkTo(DeadLetterSink.sink(settings.kafka())).uid("dead-letters");
        outputs.revisions()
                .map(new EpochStamp(settings.postgres(), storing.retryFor()))
                .uid("stamp")
                .sinkTo(new PostgresSink(settings.postgres(), storing))
                .uid("store");
    }

    private record Slow(StandIn models) implements SpeechProvider {

        @Override
        public VoiceActivityDetector detector() {
            return models.detector();
        }

        @Override
        public Transcriber transcriber() {
            return new SlowTranscriber(models.transcriber(), CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
        }
    }

    /** A kill as a rule finds some clips that were asked for and not yet answered. */
    private record SlowTranscriber(Transcriber transcriber, Executor later) implements Transcriber {

        @Override
        public String model() {
            return transcriber.model();
        }

        @Override
        public CompletableFuture<Transcription> transcribe(byte[] pcm) {
            return transcriber.transcribe(pcm).thenApplyAsync(transcription -> transcription, later);
        }

        @Override
        public void close() {
            transcriber.close();
        }
    }
}
