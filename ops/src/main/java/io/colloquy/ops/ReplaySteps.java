package io.colloquy.ops;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How far a replay has come.
 *
 * @param from the savepoint that it begins with
 * @param live the job that ran before
 * @param wanted the settings with which it hears again, without secrets
 * @param replayed where the records that come again begin and end
 * @param phase how far it is
 * @param undoSavepoint with which the live job ended; empty before
 * @param job that hears again: its id is chosen before it starts
 * @param undoJob that goes on where the live job ended, likewise; empty where nobody wants that
 * @param epoch the last start of the job before that one
 * @param pendingMs what waited for the models when the live job ended
 */
record ReplaySteps(
        String from,
        LiveJob live,
        SortedMap<String, String> wanted,
        Span replayed,
        Phase phase,
        String undoSavepoint,
        String job,
        String undoJob,
        long epoch,
        long pendingMs) {

    enum Phase {
        /** The live job is about to end, under the name {@link LiveJob#trigger}. */
        STOPPING,
        /** The other job is about to start, or runs. */
        REPLAYING,
        /** It has caught up. */
        DONE,
        /** It is about to end, and the live job to go on. */
        UNDOING,
        /** The live job goes on. */
        UNDONE
    }

    /**
     * The job that ran before.
     *
     * @param flink the address of REST where it ran
     * @param settings as it showed them
     * @param trigger the name of the savepoint with which it ends
     */
    record LiveJob(String flink, String id, Map<String, String> settings, int parallelism, String trigger) {
        LiveJob {
            settings = new TreeMap<>(settings);
        }

        LiveJob withTrigger(String other) {
            return new LiveJob(flink, id, settings, parallelism, other);
        }
    }

    /** Offsets by partition: of the first record that comes again, and of the first that did not come before. */
    record Span(SortedMap<Integer, Long> begin, SortedMap<Integer, Long> end) {
        /** How many records, at most. */
        @JsonIgnore
        long records() {
            return end.entrySet().stream()
                    .mapToLong(entry -> entry.getValue() - Math.min(begin(entry.getKey()), entry.getValue()))
                    .sum();
        }

        long begin(int partition) {
            return begin.getOrDefault(partition, 0L);
        }
    }

    static ReplaySteps planned(
            String from, LiveJob live, SortedMap<String, String> wanted, SortedMap<Integer, Long> begin) {
        Span span = new Span(begin, new TreeMap<>());
        return new ReplaySteps(from, live, wanted, span, Phase.STOPPING, "", newId(), "", 0, 0);
    }

    /** All jobs that have to do with it. */
    List<String> jobs() {
        return Stream.of(live.id(), job, undoJob).filter(id -> !id.isEmpty()).toList();
    }

    ReplaySteps in(Phase next) {
        return new ReplaySteps(from, live, wanted, replayed, next, undoSavepoint, job, undoJob, epoch, pendingMs);
    }

    /** The live job has not ended with the savepoint of that name, and is to end with another. */
    ReplaySteps withNewTrigger() {
        return new ReplaySteps(
                from,
                live.withTrigger(newId()),
                wanted,
                replayed,
                phase,
                undoSavepoint,
                job,
                undoJob,
                epoch,
                pendingMs);
    }

    /** The live job has ended. */
    ReplaySteps stopped(String savepoint, Span span, long lastEpoch, long pending) {
        return new ReplaySteps(from, live, wanted, span, Phase.REPLAYING, savepoint, job, undoJob, lastEpoch, pending);
    }

    /** The job that hears again gets another id, as the one that had this has ended. */
    ReplaySteps withNewJob() {
        return new ReplaySteps(from, live, wanted, replayed, phase, undoSavepoint, newId(), undoJob, epoch, pendingMs);
    }

    /** Likewise the job that goes on where the live job ended. */
    ReplaySteps withNewUndoJob() {
        return new ReplaySteps(
                from, live, wanted, replayed, Phase.UNDOING, undoSavepoint, job, newId(), epoch, pendingMs);
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
