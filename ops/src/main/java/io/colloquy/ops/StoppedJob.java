package io.colloquy.ops;

import com.fasterxml.jackson.databind.JsonNode;
import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.ProgressLine;
import io.colloquy.ops.FlinkRest.Format;
import io.colloquy.ops.FlinkRest.Job;
import io.colloquy.ops.ReplaySteps.LiveJob;
import java.util.Optional;

/** Ends a job with a savepoint, once, however often it is asked to. */
final class StoppedJob {
    /** In any other state its last savepoint is of some time before. */
    private static final String ENDED_WITH_IT = "FINISHED";

    private final FlinkRest flink;
    private final ProgressLine line;

    StoppedJob(FlinkRest flink, ProgressLine line) {
        this.flink = flink;
        this.line = line;
    }

    /**
     * Where the savepoint lies with which the job has ended. It may have ended before, by a command that was killed.
     *
     * @param target a folder; empty for the cluster's own
     */
    String savepoint(LiveJob job, Optional<String> target) throws InterruptedException {
        Savepoints savepoints = new Savepoints(flink, line);
        if (isRunning(job) && !isAsked(job)) {
            flink.triggerStop(job.id(), job.trigger(), target, Format.CANONICAL);
        }
        if (isAsked(job)) return savepoints.awaitStop(job.id(), job.trigger());
        savepoints.awaitEnd(job.id());
        return last(job);
    }

    boolean isRunning(LiveJob job) throws InterruptedException {
        return flink.job(job.id()).filter(known -> !known.isOver()).isPresent();
    }

    /** Whether Flink remembers that it was asked. */
    boolean isAsked(LiveJob job) throws InterruptedException {
        try {
            flink.savepoint(job.id(), job.trigger());
            return true;
        } catch (FlinkRefusedException e) {
            if (e.isNotFound()) return false;
            throw e;
        }
    }

    /** Whether the job runs on, as its savepoint came to nothing. Then it has to be asked under another name. */
    boolean hasFailed(LiveJob job) throws InterruptedException {
        return isRunning(job)
                && isAsked(job)
                && flink.savepoint(job.id(), job.trigger()).failure() != null;
    }

    private String last(LiveJob job) throws InterruptedException {
        Optional<Job> known = flink.job(job.id());
        if (known.filter(ended -> ended.state().equals(ENDED_WITH_IT)).isPresent()) {
            JsonNode path = flink.checkpoints(job.id()).at("/latest/savepoint/external_path");
            if (path.isTextual()) return path.asText();
        }
        throw new EnvironmentException("the live job " + job.id()
                + " has ended" + known.map(ended -> " (" + ended.state() + ")").orElse("")
                + ", and Flink knows of no savepoint with which it did: look for one in the folder of savepoints, or for"
                + " the newest checkpoint, start the job there, and remove the journal of the replay");
    }
}
