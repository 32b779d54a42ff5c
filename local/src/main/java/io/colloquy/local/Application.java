package io.colloquy.local;

import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.jobs.ConversationJob;
import io.colloquy.jobs.JobSettings;
import io.colloquy.jobs.JobTopics;
import io.colloquy.speech.api.SpeechHost;
import io.colloquy.speech.engine.SpeechRuntime;
import java.io.Closeable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What runs on the servers.
 *
 * @param models loads what the job needs of them, so that a file that does not fit is told before anything starts
 * @param prepareTopics creates those that are missing, and refuses what the job can't work with
 * @param migrate brings the tables of an empty database, or of an earlier version, to this version
 */
public record Application(
        Models models, Step<JobSettings> prepareTopics, Step<PostgresSettings> migrate, Topology topology) {
    /** The job that makes conversations of what devices upload. */
    public static final Application CONVERSATIONS =
            new Application(Application::load, JobTopics::prepare, Migrations::apply, ConversationJob::define);

    /** One without models, or with such as can't fail. */
    public Application(Step<JobSettings> prepareTopics, Step<PostgresSettings> migrate, Topology topology) {
        this(settings -> () -> {}, prepareTopics, migrate, topology);
    }

    @FunctionalInterface
    public interface Models {
        /** @return holds them until it is closed; what else in this process uses the same need not load them */
        Closeable load(JobSettings settings);
    }

    @FunctionalInterface
    public interface Step<T> {
        void apply(T settings) throws Exception;
    }

    @FunctionalInterface
    public interface Topology {
        void define(StreamExecutionEnvironment environment, JobSettings settings) throws Exception;
    }

    private static Closeable load(JobSettings settings) {
        SpeechRuntime models = SpeechRuntime.acquire(settings.models(), settings.inference(), SpeechHost.ALONE);
        try {
            models.detector();
            models.transcriber();
            return models::close;
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
    }
}
