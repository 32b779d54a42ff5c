package io.colloquy.ops;

import io.colloquy.cli.ProgressLine;
import io.colloquy.cli.Report;
import io.colloquy.operators.core.registry.OperatorIds;
import io.colloquy.ops.FlinkRest.Job;
import io.colloquy.ops.FlinkRest.Vertex;
import io.colloquy.ops.ReplaySteps.Phase;
import io.colloquy.settings.SettingsException;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a replay back: the job that heard again ends, and the live job goes on from the savepoint with which it ended. It
 * publishes again all that its state knows, so rows are what they were.
 */
final class ReplayUndo {
    /** As the operator calls how many streams have not been published again. */
    private static final String LEFT = "streamsToPublishAgain";

    private final FlinkRest flink;
    private final JobStarter starter;
    private final ReplayJournal journal;
    private final JobSettingsMerge settings;
    private final ProgressLine line;

    ReplayUndo(
            FlinkRest flink, JobStarter starter, ReplayJournal journal, JobSettingsMerge settings, ProgressLine line) {
        this.flink = flink;
        this.starter = starter;
        this.journal = journal;
        this.settings = settings;
        this.line = line;
    }

    /** Begins, or goes on with what was begun, and returns once all is as it was. */
    void run(Report report) throws InterruptedException {
        report.put("done", false);
        ReplaySteps steps = journal.read(flink)
                .orElseThrow(() -> new SettingsException(
                        "--undo",
                        "there is nothing to take back: there is no journal of a replay at " + journal.file()));
        if (steps.phase() == Phase.STOPPING) steps = afterStop(steps);
        if (steps.phase() != Phase.UNDONE) steps = undo(steps);
        report.put("job_id", steps.undoJob().isEmpty() ? steps.live().id() : steps.undoJob());
        report.put("undo_savepoint", steps.undoSavepoint());
        report.put("done", true);
    }

    /** Where the live job was not asked to end, or its savepoint failed, it still runs, and there is nothing to do. */
    private ReplaySteps afterStop(ReplaySteps steps) throws InterruptedException {
        StoppedJob live = new StoppedJob(flink, line);
        boolean goesOn = live.isRunning(steps.live()) && !live.isAsked(steps.live());
        if (goesOn || live.hasFailed(steps.live())) return journal.write(steps.in(Phase.UNDONE));
        String savepoint = live.savepoint(steps.live(), Optional.empty());
        return journal.write(steps.stopped(savepoint, steps.replayed(), 0, 0));
    }

    private ReplaySteps undo(ReplaySteps known) throws InterruptedException {
        ReplaySteps steps = known.phase() == Phase.UNDOING ? known : plan(known);
        end(steps.job());
        steps = start(steps);
        String job = steps.undoJob();
        JobWatch watch = new JobWatch(flink, line);
        watch.awaitRunning(job);
        end(steps.job()); // a command that was killed may have had its start on the way
        line.say("the live job goes on; it publishes again what it knows");
        watch.await(job, () -> "publishing again", () -> hasPublished(job));
        end(steps.job());
        line.say("rows are what they were, but for what the horizon had passed");
        return journal.write(steps.in(Phase.UNDONE));
    }

    /** Checks all that can be checked while the job that heard again runs. */
    private ReplaySteps plan(ReplaySteps known) throws InterruptedException {
        line.say("checking the undo savepoint, the settings and what Kafka holds");
        JobChoice.requireNoOther(flink, known.job());
        starter.check(known.undoSavepoint(), settings.on(known.live().settings()));
        return journal.write(known.withNewUndoJob());
    }

    private void end(String job) throws InterruptedException {
        if (flink.job(job).filter(known -> !known.isOver()).isEmpty()) return;
        line.say("the job that heard again ends");
        flink.cancel(job);
        new Savepoints(flink, line).awaitEnd(job);
    }

    private ReplaySteps start(ReplaySteps known) throws InterruptedException {
        Optional<Job> started = flink.job(known.undoJob());
        if (started.filter(job -> !job.isOver()).isPresent()) return known;
        JobChoice.requireNoOther(flink, known.job());
        ReplaySteps steps = started.isEmpty() ? known : journal.write(known.withNewUndoJob());
        Map<String, String> with = settings.publishingAgain(steps.live().settings(), "undo-" + steps.undoJob());
        starter.start(steps.undoSavepoint(), steps.live().parallelism(), with, steps.undoJob());
        return steps;
    }

    /** Flink tells the number some seconds late; before, it tells none. */
    private boolean hasPublished(String job) throws InterruptedException {
        for (Vertex vertex : flink.vertices(job)) {
            if (!vertex.name().contains(OperatorIds.ASSEMBLE)) continue;
            Map<String, Double> left = flink.metrics(job, vertex.id(), name -> name.endsWith(LEFT));
            return !left.isEmpty() && left.values().stream().allMatch(count -> count == 0);
        }
        return false;
    }
}
