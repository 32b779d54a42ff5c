package io.colloquy.ops;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.ProgressLine;
import io.colloquy.cli.Report;
import io.colloquy.connectors.kafka.HeldRecords;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.ConversationReader.Tally;
import io.colloquy.jobs.RestartInfo;
import io.colloquy.ops.FlinkRest.Job;
import io.colloquy.ops.FlinkRest.Vertex;
import io.colloquy.ops.ReplaySteps.LiveJob;
import io.colloquy.ops.ReplaySteps.Phase;
import io.colloquy.ops.ReplaySteps.Span;
import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Hears again what came since a savepoint. The live job ends with a savepoint of its own, and the job starts from the
 * older one with other settings, so Kafka's records since then come again. It speaks under a new epoch, revises rows in
 * place, and goes on live.
 */
final class Replay {
    /** From the source to the ledger, beside the delay of publishing. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(5);

    private final FlinkRest flink;
    private final JobStarter starter;
    private final ReplayJournal journal;
    private final JobSettingsMerge settings;
    private final ProgressLine line;
    private final JobWatch watch;

    Replay(FlinkRest flink, JobStarter starter, ReplayJournal journal, JobSettingsMerge settings, ProgressLine line) {
        this.flink = flink;
        this.starter = starter;
        this.journal = journal;
        this.settings = settings;
        this.line = line;
        this.watch = new JobWatch(flink, line);
    }

    /** Begins, or goes on with what was begun, and returns once the job has caught up. */
    void run(String from, Optional<String> liveJob, Optional<String> target, Report report) throws Exception {
        report.put("done", false);
        ReplaySteps steps = begun(from).orElse(null);
        if (steps == null) steps = plan(from, liveJob);
        if (steps.phase() == Phase.STOPPING) steps = stop(steps, target);
        report.put("job_id", steps.job());
        report.put("undo_savepoint", steps.undoSavepoint());
        report.put("chunks", steps.replayed().records());
        if (steps.phase() == Phase.REPLAYING) steps = follow(start(steps));
        report(steps, report);
        report.put("done", true);
        line.say("caught up; to go back: the same command with --undo in place of --from");
    }

    /** What was begun and is not over; empty where there is none. */
    private Optional<ReplaySteps> begun(String from) throws InterruptedException {
        ReplaySteps known = journal.read(flink).orElse(null);
        if (known == null || known.phase() == Phase.UNDONE) return Optional.empty();
        if (known.phase() == Phase.UNDOING) {
            throw new SettingsException("--from", "a replay is being taken back: go on with --undo");
        }
        SortedMap<String, String> asked = settings.told(known.live().settings());
        boolean same = known.from().equals(from) && known.wanted().equals(asked);
        if (known.phase() == Phase.DONE && (!same || !isAlive(known.job()))) return Optional.empty();
        if (!known.from().equals(from)) {
            throw new SettingsException(
                    "--from",
                    "a replay from " + known.from() + " has begun: go on with that, or take it back by --undo");
        }
        if (!same) {
            throw new SettingsException(
                    "--set",
                    "a replay has begun that has other settings, " + different(known.wanted(), asked)
                            + ": give the same, or take it back by --undo");
        }
        line.say("going on with what " + journal.file() + " says was begun");
        return Optional.of(known);
    }

    private static String different(Map<String, String> one, Map<String, String> other) {
        SortedSet<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        keys.removeIf(key -> Objects.equals(one.get(key), other.get(key)));
        return String.join(", ", keys);
    }

    private boolean isAlive(String job) throws InterruptedException {
        return !job.isEmpty() && !flink.job(job).map(Job::isOver).orElse(true);
    }

    /** Checks all that can be checked while the live job runs. Nothing is done yet. */
    private ReplaySteps plan(String from, Optional<String> liveJob) throws Exception {
        Job live = JobChoice.of(flink, liveJob);
        Map<String, String> shown = RestartInfo.read(flink.userConfig(live.id()));
        if (shown.isEmpty())
            line.say("the live job does not show its settings: --config and --set have to say them all");
        int parallelism = flink.vertices(live.id()).stream()
                .mapToInt(Vertex::parallelism)
                .max()
                .orElseThrow(() -> new EnvironmentException("the live job does not run yet"));
        SortedMap<String, String> wanted = settings.on(shown);
        line.say("checking the savepoint, the settings and what Kafka holds");
        SortedMap<Integer, Long> begin = new TreeMap<>(starter.check(from, wanted));
        requireServers(begin, wanted);
        LiveJob before = new LiveJob(flink.address(), live.id(), shown, parallelism, Savepoints.trigger());
        return journal.write(ReplaySteps.planned(from, before, settings.told(shown), begin));
    }

    /** The command itself asks Postgres and Kafka, maybe from elsewhere than the cluster does. */
    private static void requireServers(SortedMap<Integer, Long> begin, Map<String, String> wanted) throws Exception {
        try (ConversationReader reader = new ConversationReader(JobSettingsMerge.postgres(wanted))) {
            reader.lastEpoch();
        } catch (SQLException e) {
            throw noPostgres(e);
        }
        span(begin, wanted);
    }

    /** Ends the live job, and keeps where it ended. */
    private ReplaySteps stop(ReplaySteps known, Optional<String> target) throws Exception {
        StoppedJob live = new StoppedJob(flink, line);
        ReplaySteps steps = live.hasFailed(known.live()) ? journal.write(known.withNewTrigger()) : known;
        line.say("the live job ends with a savepoint");
        String undo = live.savepoint(steps.live(), target);
        line.say("undo savepoint: " + undo);
        SortedMap<String, String> now = settings.on(steps.live().settings());
        Span span = span(steps.replayed().begin(), now);
        try (ConversationReader reader = new ConversationReader(JobSettingsMerge.postgres(now))) {
            long epoch = reader.lastEpoch();
            return journal.write(
                    steps.stopped(undo, span, epoch, reader.tally(epoch).pendingMs()));
        }
    }

    /** What comes again is what Kafka has by now: the live job has read no more. */
    private static Span span(SortedMap<Integer, Long> positions, Map<String, String> settings)
            throws InterruptedException {
        SortedMap<Integer, Long> begin = new TreeMap<>();
        SortedMap<Integer, Long> end = new TreeMap<>();
        HeldRecords.ofChunks(JobSettingsMerge.kafka(settings)).forEach((partition, held) -> {
            long position = positions.getOrDefault(partition, -1L);
            begin.put(partition, position < 0 ? held.first() : position);
            end.put(partition, held.end());
        });
        return new Span(begin, end);
    }

    /** Starts the job, unless it was. */
    private ReplaySteps start(ReplaySteps steps) throws InterruptedException {
        Optional<Job> known = flink.job(steps.job());
        if (known.isPresent() && !known.get().isOver()) return steps;
        JobChoice.requireNoOther(flink);
        ReplaySteps starting = known.isEmpty() ? steps : journal.write(steps.withNewJob());
        line.say("hearing again from " + steps.from());
        LiveJob live = starting.live();
        starter.start(starting.from(), live.parallelism(), settings.on(live.settings()), starting.job());
        return starting;
    }

    /** Returns once everything has come again, and the models have answered. */
    private ReplaySteps follow(ReplaySteps steps) throws Exception {
        try (ConversationReader reader = reader(steps)) { // early: an interrupt must not meet what it loads
            return follow(steps, reader);
        }
    }

    private ReplaySteps follow(ReplaySteps steps, ConversationReader reader) throws Exception {
        awaitRunning(steps);
        ReplayProgress progress = new ReplayProgress(steps.replayed());
        watch.await(steps.job(), progress::told, () -> {
            progress.update(flink, steps.job());
            return progress.isComplete();
        });
        line.say(progress.told());
        awaitAnswers(steps, reader);
        return journal.write(steps.in(Phase.DONE));
    }

    private void awaitRunning(ReplaySteps steps) throws InterruptedException {
        try {
            watch.awaitRunning(steps.job());
        } catch (EnvironmentException e) {
            throw new EnvironmentException(e.getMessage() + ". Go back to the live job with --undo", e);
        }
    }

    /**
     * What has come again is in the ledger once it was published; then what is pending there tells what the models owe.
     */
    private void awaitAnswers(ReplaySteps steps, ConversationReader reader) throws Exception {
        OpenAnswers open = new OpenAnswers(
                steps.pendingMs(), System.nanoTime() + publishing(steps).toNanos());
        watch.await(steps.job(), () -> "waiting for the models", () -> {
            boolean running = JobWatch.isRunning(flink.vertices(steps.job()));
            return open.areIn(tally(reader, steps).pendingMs(), running, System.nanoTime());
        });
    }

    private Duration publishing(ReplaySteps steps) {
        return new SettingsReader(settings.on(steps.live().settings()), System::getenv)
                .duration("publish.max-delay", Duration.ofSeconds(15))
                .plus(ON_THE_WAY);
    }

    private static Tally tally(ConversationReader reader, ReplaySteps steps) {
        try {
            return reader.tally(steps.epoch());
        } catch (SQLException e) {
            throw noPostgres(e);
        }
    }

    private static EnvironmentException noPostgres(SQLException e) {
        return new EnvironmentException("Postgres does not answer: " + e.getMessage(), e);
    }

    private ConversationReader reader(ReplaySteps steps) {
        return new ConversationReader(
                JobSettingsMerge.postgres(settings.on(steps.live().settings())));
    }

    private void report(ReplaySteps steps, Report report) throws SQLException {
        report.put("job_id", steps.job());
        try (ConversationReader reader = reader(steps)) {
            Tally tally = tally(reader, steps);
            report.put("conversations", tally.conversations());
            report.put("revised", tally.later());
            report.put("unchanged", tally.conversations() - tally.later());
            line.say(tally.later() + " conversations are said anew, " + (tally.conversations() - tally.later())
                    + " are as they were");
        }
    }
}
