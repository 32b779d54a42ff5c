package io.colloquy.local;

import io.colloquy.cli.EnvironmentException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.executiongraph.ArchivedExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.util.ExceptionUtils;

/** A job that was submitted to {@link LocalFlink}. */
public final class LocalJob implements AutoCloseable {
    private static final int ANSWER_SECONDS = 20;
    private static final int POLL_MILLIS = 200;
    /** So many, and it is no passing fault: kept state is in the way, or a device that is lost or full. */
    private static final int FAILED_STARTS = 3;

    private final MiniCluster cluster;
    private final JobID id;
    private final Optional<Path> restoredFrom;

    LocalJob(MiniCluster cluster, JobID id, Optional<Path> restoredFrom) {
        this.cluster = cluster;
        this.id = id;
        this.restoredFrom = restoredFrom;
    }

    public String id() {
        return id.toHexString();
    }

    /** The checkpoint of an earlier run that it continues. */
    public Optional<Path> restoredFrom() {
        return restoredFrom;
    }

    /**
     * What the job is doing now.
     *
     * @param status Flink's word for it
     * @param working whether every task runs
     * @param checkpoints completed in this run
     */
    public record State(JobStatus status, boolean working, long checkpoints, Optional<Failure> lastFailure) {}

    /** @param at ms since the epoch */
    public record Failure(long at, String message) {}

    /** @throws EnvironmentException where Flink itself has stopped */
    public State state() throws InterruptedException {
        ArchivedExecutionGraph graph = graph();
        boolean working = graph.getState() == JobStatus.RUNNING
                && StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                        .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
        return new State(graph.getState(), working, completed(graph), failure(graph.getFailureInfo()));
    }

    /**
     * Waits until every task runs, through a restart or two.
     *
     * @throws JobFailedException where the job ends instead, or fails whenever it starts
     */
    public void awaitWorking() throws InterruptedException, JobFailedException {
        Set<Failure> failures = new HashSet<>();
        for (State state = stateOfRunning(); !state.working(); state = stateOfRunning()) {
            state.lastFailure().ifPresent(failures::add);
            if (failures.size() >= FAILED_STARTS) throw new JobFailedException(state);
            Thread.sleep(POLL_MILLIS);
        }
    }

    /**
     * What a job that should run until it is stopped does now.
     *
     * @throws JobFailedException where it has ended instead
     */
    public State stateOfRunning() throws InterruptedException, JobFailedException {
        State state = state();
        if (state.status().isGloballyTerminalState()) {
            throw new JobFailedException(state);
        }
        return state;
    }

    /** Cancels it; the newest checkpoint is kept, and the next run continues there. */
    @Override
    public void close() {
        try {
            cluster.cancelJob(id).get(ANSWER_SECONDS, TimeUnit.SECONDS);
            cluster.requestJobResult(id).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Flink is stopped next, which ends the job as a kill would: the checkpoint outlives that too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ArchivedExecutionGraph graph() throws InterruptedException {
        try {
            return cluster.getArchivedExecutionGraph(id).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            throw new EnvironmentException("Flink does not answer: " + rootMessage(e), e);
        }
    }

    private static long completed(ArchivedExecutionGraph graph) {
        CheckpointStatsSnapshot checkpoints = graph.getCheckpointStatsSnapshot();
        return checkpoints == null ? 0 : checkpoints.getCounts().getNumberOfCompletedCheckpoints();
    }

    private static Optional<Failure> failure(ErrorInfo info) {
        return Optional.ofNullable(info)
                .map(error -> new Failure(
                        error.getTimestamp(),
                        rootMessage(error.getException().deserializeError(LocalJob.class.getClassLoader()))));
    }

    /** What ends the job is told in the words of whoever ended it: they name the setting, and its causes do not. */
    static String rootMessage(Throwable thrown) {
        Optional<Throwable> end = ExceptionUtils.findThrowable(thrown, SuppressRestartsException.class)
                .map(Throwable::getCause);
        if (end.isPresent()) return end.get().toString();
        Throwable root = ExceptionUtils.stripExecutionException(thrown);
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }
}
