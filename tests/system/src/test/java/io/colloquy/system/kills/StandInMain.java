package io.colloquy.system.kills;

import io.colloquy.audio.SoundPrint;
import io.colloquy.cli.Colloquy;
import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.jobs.JobSettings;
import io.colloquy.jobs.JobTopics;
import io.colloquy.local.Application;
import io.colloquy.local.UpCommand;
import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.proof.cluster.StandInJob;
import io.colloquy.proof.models.StandInModels;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
        public Function<byte[], SoundPrint> printer() {
            return models.printer();
        }

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
