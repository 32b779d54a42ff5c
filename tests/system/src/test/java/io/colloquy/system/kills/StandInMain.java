package io.colloquy.system.kills;

import io.colloquy.cli.Colloquy;
import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.jobs.JobSettings;
import io.colloquy.jobs.JobTopics;
import io.colloquy.local.Application;
import io.colloquy.local.UpCommand;
import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.proof.cluster.StandInJob;
import io.colloquy.proof.models.StandInModels;
import io.colloquy.speech.Transcriber;
import io.colloquy.speech.Transcription;
import io.colloquy.speech.VoiceActivityDetector;
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
        StandInJob.store(StandInJob.define(environment, settings, new Slow(new StandInModels())), settings);
    }

    private record Slow(StandInModels models) implements SpeechProvider {

        @Override
        public VoiceActivityDetector detector() {
            return models.detector();
        }

        @Override
        public Transcriber hearer() {
            return new SlowHearer(models.hearer(), CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
        }
    }

    /** A kill as a rule finds some clips that were asked for and not yet answered. */
    private record SlowHearer(Transcriber hearer, Executor later) implements Transcriber {

        @Override
        public String model() {
            return hearer.model();
        }

        @Override
        public CompletableFuture<Transcription> hear(byte[] pcm) {
            return hearer.hear(pcm).thenApplyAsync(hearing -> hearing, later);
        }

        @Override
        public void close() {
            hearer.close();
        }
    }
}
