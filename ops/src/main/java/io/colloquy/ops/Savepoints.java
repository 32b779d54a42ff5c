package io.colloquy.ops;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.ProgressLine;
import io.colloquy.ops.FlinkRest.Format;
import io.colloquy.ops.FlinkRest.Job;
import io.colloquy.ops.FlinkRest.Progress;
import java.util.Optional;
import java.util.UUID;

/** Takes savepoints, and waits until they are there. */
final class Savepoints {
    private final FlinkRest flink;
    private final ProgressLine line;

    Savepoints(FlinkRest flink, ProgressLine line) {
        this.flink = flink;
        this.line = line;
    }

    /** A name for a savepoint that is to be taken: with it the answer can be asked for again. */
    static String trigger() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** A savepoint while the job goes on. Returns where it lies. */
    String take(String job, Optional<String> target, Format format) throws InterruptedException {
        String trigger = trigger();
        flink.triggerSavepoint(job, trigger, target, format);
        return await(job, trigger);
    }

    /** A savepoint with which the job ends. Returns where it lies, once the job has ended. */
    String stop(String job, Optional<String> target, Format format) throws InterruptedException {
        String trigger = trigger();
        flink.triggerStop(job, trigger, target, format);
        return awaitStop(job, trigger);
    }

    /** Where the savepoint lies that was begun under this name, once the job has ended with it. */
    String awaitStop(String job, String trigger) throws InterruptedException {
        String path = await(job, trigger);
        awaitEnd(job);
        return path;
    }

    /** Returns once Flink has nothing of the job running. */
    void awaitEnd(String job) throws InterruptedException {
        while (!flink.job(job).map(Job::isOver).orElse(true)) {
            line.update("waiting for the job to end");
            Thread.sleep(FlinkCommand.POLL.toMillis());
        }
    }

    private String await(String job, String trigger) throws InterruptedException {
        long began = System.nanoTime();
        while (true) {
            Progress progress = flink.savepoint(job, trigger);
            if (progress.done() && progress.location() != null) return progress.location();
            if (progress.done()) {
                throw new EnvironmentException("the savepoint failed: " + progress.failure());
            }
            line.update("taking the savepoint: " + (System.nanoTime() - began) / 1_000_000_000 + " s");
            Thread.sleep(FlinkCommand.POLL.toMillis());
        }
    }
}
