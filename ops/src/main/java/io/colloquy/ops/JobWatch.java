package io.colloquy.ops;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.ProgressLine;
import io.colloquy.ops.FlinkRest.Job;
import io.colloquy.ops.FlinkRest.JobFailure;
import io.colloquy.ops.FlinkRest.Vertex;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Waits for a job that was started. */
public final class JobWatch {
    /** So many, and it is no passing fault: a model, a setting or the state is in the way. */
    private static final int FAILED_STARTS = 3;
    /** A job manager may be gone for a while, and another take over. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final FlinkRest flink;
    private final ProgressLine line;

    /** @param line is told how it goes */
    public JobWatch(FlinkRest flink, ProgressLine line) {
        this.flink = flink;
        this.line = line;
    }

    /** Something to ask of Flink. Whether it is so. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws InterruptedException;
    }

    private enum Look {
        HOLDS,
        NOT_YET,
        OVER
    }

    /**
     * Returns once all subtasks run.
     *
     * @throws EnvironmentException where the job ends instead, or fails whenever it starts; says why
     */
    public void awaitRunning(String job) throws InterruptedException {
        Set<Long> failures = new HashSet<>();
        await(job, () -> "waiting for the job to run", () -> {
            flink.newestFailure(job).map(JobFailure::at).ifPresent(failures::add);
            return failures.size() >= FAILED_STARTS || isRunning(flink.vertices(job));
        });
        if (failures.size() >= FAILED_STARTS) throw failed(job, "fails whenever it starts");
    }

    /** Whether all subtasks run. */
    static boolean isRunning(List<Vertex> vertices) {
        return !vertices.isEmpty() && vertices.stream().allMatch(vertex -> vertex.running() == vertex.parallelism());
    }

    /**
     * Returns once the condition holds. While Flink does not answer, it waits; restarts of the job are Flink's business.
     *
     * @param told what to tell meanwhile
     * @throws EnvironmentException where the job ends, or Flink stays away
     */
    void await(String job, Supplier<String> told, Condition condition) throws InterruptedException {
        long answered = System.nanoTime();
        while (true) {
            try {
                Look look = look(job, condition);
                if (look == Look.HOLDS) return;
                if (look == Look.OVER) break;
                answered = System.nanoTime();
                line.update(told.get());
            } catch (EnvironmentException | FlinkRefusedException e) {
                if (System.nanoTime() - answered > PATIENCE.toNanos()) throw e;
                line.update("waiting for Flink: " + e.getMessage());
            }
            Thread.sleep(FlinkCommand.POLL.toMillis());
        }
        throw failed(job, "has ended");
    }

    private Look look(String job, Condition condition) throws InterruptedException {
        Job known = flink.job(job).orElseThrow(() -> new EnvironmentException("it does not know the job " + job));
        if (known.isOver()) return Look.OVER;
        return condition.holds() ? Look.HOLDS : Look.NOT_YET;
    }

    private EnvironmentException failed(String job, String how) throws InterruptedException {
        String state = flink.job(job).map(known -> " (" + known.state() + ")").orElse("");
        String why = flink.lastFailure(job).map(cause -> ": " + cause).orElse("");
        return new EnvironmentException("the job " + job + " " + how + state + why);
    }
}
